"""Drafts of judgments in the address: they come back as they were, and nothing else that an address holds does."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.state import judged

MEMBERS = ["O1", "O2", "Größe, neu"]
KEYS = st.sampled_from(MEMBERS)
PAIRS = st.lists(
    st.tuples(KEYS, KEYS, st.sampled_from([1 / 9, 1 / 3, 1.0, 5.0, 9.0])).filter(lambda one: one[0] != one[1]).map(list)
)
FIELDS = st.lists(
    st.one_of(
        st.tuples(st.just("swing"), st.just([]), KEYS),
        st.tuples(st.just("swing"), st.tuples(KEYS, KEYS).map(list), st.floats(0, 100)),
        st.tuples(st.sampled_from(["over", "under"]), st.tuples(KEYS, KEYS).map(list), st.integers(1, 9)),
    ).map(list)
)
DRAFTS = st.fixed_dictionaries({"pairs": PAIRS, "order": st.just([]) | st.permutations(MEMBERS), "fields": FIELDS})


@given(DRAFTS)
def test_what_is_written_to_an_address_is_read_from_it(draft: dict[str, list[Any]]) -> None:
    text = judged.encoded({"works": draft}, "works")
    if text:
        assert judged.looked_at(judged.decoded(text)["works"], MEMBERS) == draft
        assert text.replace("-", "").replace("_", "").isalnum()


@given(st.text() | st.binary().map(lambda raw: raw.hex()))
def test_any_other_text_is_no_draft(text: str) -> None:
    assert judged.decoded(text) == {}


@pytest.mark.parametrize(
    "draft",
    [
        None, [], "pairs", {"pairs": {}}, {"pairs": [["O1", "O9", 3]]}, {"pairs": [["O1", "O1", 3]]},
        {"pairs": [["O1", "O2", 99]]}, {"pairs": [["O1", "O2", "3"]]}, {"pairs": [["O1", "O2", True]]},
        {"pairs": [["O1", "O2", float("nan")]]}, {"order": ["O1", "O2"]}, {"order": [1, 2, 3]},
        {"fields": [["swing", ["O1", "O2"], 101]]}, {"fields": [["over", ["O1", "O2"], 2.5]]},
        {"fields": [["worst", ["O1"], "O1"]]}, {"fields": [["reason", [], "O1"]]}, {"fields": [[[], [], "O1"]]},
        {"fields": [["swing", [["O1"]], "O2"]]},
    ],
)  # fmt: skip
def test_what_is_no_answer_about_these_objectives_is_left_out(draft: object) -> None:
    assert judged.is_empty(judged.looked_at(draft, MEMBERS))


def test_where_an_address_would_be_too_long_the_draft_at_hand_stays() -> None:
    many = {
        f"place {n}": {"pairs": [[f"{n}{a}", f"{b}{n}", 3.0] for a in range(9) for b in range(9)]} for n in range(9)
    }
    text = judged.encoded(many, "place 3")
    assert list(judged.decoded(text)) == ["place 3"]
    assert len(text) <= judged.LONGEST
