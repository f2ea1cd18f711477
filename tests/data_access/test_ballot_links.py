"""What is left together after a workshop names nobody: looked for by brute force over who answered what."""

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from data_access.ballot_links import given_up

CELLS = st.tuples(st.integers(1, 3), st.integers(1, 2), st.sampled_from(["", "A"]))
PATTERNS = st.lists(st.frozensets(CELLS, min_size=1, max_size=4), max_size=12).map(
    lambda found: {f"k{place}": cells for place, cells in enumerate(found)}
)
ALL = frozenset((question, 1, "") for question in range(1, 5))


@given(PATTERNS, st.integers(2, 4), st.randoms(use_true_random=False))
def test_who_answered_what_leads_to_no_fewer_than_the_smallest_group(patterns, smallest, dice):
    apart = given_up(patterns, smallest, dice)
    together = Counter(frozenset(cells) for key, cells in patterns.items() if key not in apart)
    assert all(size >= smallest for size in together.values())
    if apart != set(patterns):
        alone = Counter(cell for key in apart for cell in patterns[key])
        assert all(size >= smallest for size in alone.values())


@given(st.integers(3, 12))
def test_where_all_answered_the_same_all_stay_together(people):
    assert given_up({f"k{place}": ALL for place in range(people)}, 3) == set()


def test_one_who_missed_a_question_is_hidden_among_two_others():
    patterns = {f"k{place}": ALL for place in range(9)} | {"late": ALL - {(1, 1, "")}}
    for seed in range(20):
        apart = given_up(patterns, 3, random.Random(seed))
        # Two others are enough for the questions that all answered; on the one missed, three others are needed.
        assert "late" in apart
        assert len(apart) == 4


def test_with_too_few_people_nothing_stays_together():
    assert given_up({"a": ALL, "b": ALL}, 3) == {"a", "b"}
    assert given_up({f"k{place}": ALL for place in range(4)} | {"late": ALL - {(1, 1, "")}}, 3) == {
        *(f"k{place}" for place in range(4)), "late",
    }  # fmt: skip


def test_chance_decides_who_is_given_up_with_them():
    patterns = {f"k{place}": ALL for place in range(9)} | {"late": ALL - {(1, 1, "")}}
    assert len({frozenset(given_up(patterns, 3, random.Random(seed))) for seed in range(20)}) > 5
