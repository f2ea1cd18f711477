"""No result of one or two people is shown, nor found by adding and subtracting what is shown."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import null_space

from models import ballots

roles = st.lists(st.sampled_from("ABC"), min_size=3, max_size=9)


def groups_shown(splits, kept):
    people = range(len(next(iter(splits.values()))))
    rows = [set(people)]
    for name, groups in kept.items():
        rows += [{place for place in people if splits[name][place] == group} for group in groups]
    return rows


def found_by_differences(rows, people):
    """Every result that sums and differences of the groups shown (each taken -2 to 2 times) give away."""
    each = np.array([[place in row for place in range(people)] for row in rows], dtype=int)
    found = set()
    for times in product(range(-2, 3), repeat=len(rows)):
        left = np.array(times) @ each
        if set(np.unique(left)) == {0, 1}:
            found.add(frozenset(np.flatnonzero(left).tolist()))
    return found


@given(roles)
def test_of_one_split_no_difference_leaves_fewer_than_three(split):
    kept = ballots.shown({"role": split})
    for each in found_by_differences(groups_shown({"role": split}, kept), len(split)):
        assert len(each) >= 3


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from("XYZ")), min_size=3, max_size=10))
def test_of_two_splits_no_difference_leaves_fewer_than_three(voters):
    splits = {"role": [first for first, _ in voters], "department": [second for _, second in voters]}
    kept = ballots.shown(splits)
    for each in found_by_differences(groups_shown(splits, kept), len(voters)):
        assert len(each) >= 3


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.sampled_from([0, 1, 1, 2]), min_size=6, max_size=6), min_size=1, max_size=4))
def test_something_follows_of_one_or_two_where_a_combination_is_zero_for_all_others(rows):
    weights = np.array(rows, dtype=float)
    follows = set()
    for count in (1, 2):
        for chosen in combinations(range(6), count):
            others = [place for place in range(6) if place not in chosen]
            free = null_space(weights[:, others].T)
            if np.abs(free.T @ weights[:, list(chosen)]).max(initial=0) > 1e-9:
                follows.add(chosen)
    found = set(ballots.derivable(rows))
    assert found <= follows
    assert all(any(set(each) <= set(chosen) for each in found) for chosen in follows)


def test_a_result_without_one_recused_voter_is_not_shown_beside_the_one_with_all():
    everyone = [1] * 8
    assert not ballots.safe_beside([everyone], [0, *[1] * 7])
    assert not ballots.safe_beside([everyone], [0, 0, *[1] * 6])
    assert ballots.safe_beside([everyone], [0, 0, 0, *[1] * 5])


def test_weights_per_role_beside_equal_weights_tell_a_small_role_apart():
    weighted = [3] * 2 + [1] * 6
    assert not ballots.safe_beside([[1] * 8], weighted)
    assert ballots.safe_beside([[1] * 8], [3] * 3 + [1] * 5)


def test_groups_are_held_against_all_other_totals_that_are_shown():
    splits = {"role": ["PMO"] * 4 + ["IT"] * 4}
    without = [0, 0, 0, *[1] * 5]
    assert ballots.shown(splits) == {"role": ["PMO", "IT"]}
    assert ballots.shown(splits, [without]) == {"role": []}


@given(roles)
def test_a_group_left_out_would_be_too_small_or_give_a_small_one_away(split):
    splits = {"role": split}
    kept = ballots.shown(splits)
    for group in set(split) - set(kept["role"]):
        more = groups_shown(splits, {"role": [*kept["role"], group]})
        assert min(len(each) for each in found_by_differences(more, len(split))) < 3


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([5, 3, 3], ["A", "B", "C"]),
        ([5, 3, 2], ["A"]),
        ([4, 4, 1], ["A"]),
        ([6, 1], []),
        ([5, 2, 2], ["A"]),
        ([5, 2, 1], ["A"]),
        ([4, 1, 1], []),
        ([2, 2, 2], []),
        ([3, 3], ["A", "B"]),
    ],
)
def test_groups_of_these_sizes_are_shown(sizes, expected):
    split = [name for name, size in zip("ABC", sizes, strict=False) for _ in range(size)]
    assert ballots.shown({"role": split}) == {"role": expected}


def test_two_splits_that_are_safe_alone_are_not_shown_together_where_they_cross_in_one_person():
    role = ["PMO"] * 4 + ["IT"] * 4
    department = ["North"] * 3 + ["South"] * 5
    assert ballots.shown({"department": department}) == {"department": ["South", "North"]}
    assert ballots.shown({"role": role, "department": department}) == {"role": ["PMO", "IT"], "department": []}


def test_fewer_than_three_voters_show_nothing():
    assert ballots.shown({"role": ["A", "A"]}) == {"role": []}
    assert not ballots.total_shown(2)
    assert ballots.total_shown(3)
    assert ballots.shown({}) == {}


def test_a_result_is_shown_again_only_after_no_change_or_three():
    before = {("a", 1), ("b", 1), ("c", 1)}
    assert ballots.may_show_again(before, before)
    assert not ballots.may_show_again(before, {*before, ("d", 1)})
    assert not ballots.may_show_again(before, {("a", 2), ("b", 1), ("c", 1)})
    assert not ballots.may_show_again(before, {("a", 2), ("b", 2), ("c", 1)})
    assert ballots.may_show_again(before, {("a", 2), ("b", 2), ("c", 2)})
    assert ballots.may_show_again(before, {*before, ("d", 1), ("e", 1), ("f", 1)})


def test_splits_that_do_not_name_every_voter_are_refused():
    with pytest.raises(ValueError, match="every voter"):
        ballots.shown({"role": ["A", "B"], "department": ["X"]})
