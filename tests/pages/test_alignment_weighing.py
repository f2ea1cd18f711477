"""On the Alignment page objectives are weighed by judgments, and what is saved can be looked at again."""

import pytest
from streamlit.testing.v1 import AppTest

from services import alignment, weighing_kept
from services.access import Scope
from tests.pages.test_alignment import button, opened, words
from tests.services.rated_works import built, now
from tests.services.slip_works import LAST
from ui.state import weighing as state

OPEN = "alignment_weighing_open"


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return built(24)


def weighing_page() -> AppTest:
    at = opened()
    at.session_state[OPEN] = True
    return at.run()


def answered(at: AppTest, word: str) -> AppTest:
    at.radio(next(item.key for item in at.radio if item.label == "Your answer")).set_value(word).run()
    button(at, "Keep this answer").click().run()
    assert not at.exception
    return at


def test_pairs_are_asked_until_weights_follow_and_are_saved_with_their_judgments(works: Scope) -> None:
    at = weighing_page()
    assert "0 of 3 answers so far" in words(at)
    for word in ("more important", "extremely less important", "more important"):
        answered(at, word)
    assert "All 3 answers given." in words(at)
    assert "Consistency ratio" in words(at)
    assert "with the random index of Saaty 1980" in words(at)
    assert "would help most" in words(at)
    button(at, "Save these weights as points").click()
    at.run()
    assert not at.exception
    kept = weighing_kept.kept(now(), LAST)[0]
    assert len(kept.judgments["answers"]) == 3
    points = alignment.read(now(), LAST).objectives.set_index("objective_key")["points"]
    assert points.to_dict() == kept.result["points"]
    next(item for item in at.selectbox if item.label == "Judgments saved before").set_value(kept.id).run()
    assert "Consistency ratio" in words(at)
    assert not at.exception


def test_an_answer_is_taken_back(works: Scope) -> None:
    at = answered(weighing_page(), "much more important")
    button(at, "Take it back").click().run()
    assert "0 of 3 answers so far" in words(at)


def test_other_ways_are_offered_on_demand(works: Scope) -> None:
    at = weighing_page()
    next(item for item in at.toggle if item.label == "More ways").set_value(True).run()
    for method, told in (("rank", "Save"), ("swing", "would"), ("best_worst", "Largest deviation")):
        at.segmented_control("alignment_method_True").set_value(method).run()
        assert not at.exception
        assert told in words(at) or any(told in item.label for item in at.button)


def test_who_does_not_decide_is_not_offered_it(works: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.parts.alignment_weighing.may", lambda right: False)
    at = opened()
    assert OPEN not in at.session_state


def test_only_an_order_of_these_objectives_is_kept_of_what_a_browser_sends() -> None:
    members = ["O1", "O2"]
    for sent in (None, {"order": ["O2"]}, {"order": ["O2", "O9"]}, {"order": [1, 2]}, ["O2", "O1"], {"order": "O2O1"}):
        state.put_in_order("forged", members, sent)
    assert state.order("forged", members) == members
    state.put_in_order("forged", members, {"order": ["O2", "O1"]})
    assert state.order("forged", members) == ["O2", "O1"]
