"""The what-if of a budget: the optimum at once, what holds it back, the ways out, and prices that hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.selection import select
from models.selection_rules import Rule
from services import budget, budget_steps, portfolio_candidates
from services.budget import PassedOver, passed_over
from services.budget_edge import edge
from services.candidates import Asked, Candidates, problem
from services.errors import Explained
from services.portfolio_candidates import Valuing
from tests.services import funding_works


def candidates(value, cost, decided=(), periods=("FY27",)) -> Candidates:
    keys = tuple("abcdefghij"[: len(value)])
    return Candidates(
        keys=keys,
        names=tuple(f"Project {key}" for key in keys),
        value=np.array(value, dtype=float),
        cost=np.array(cost, dtype=np.int64).reshape(len(keys), len(periods)),
        periods=periods,
        digits=0,
        decided=frozenset(decided),
    )


SMALL = candidates([8, 11, 6, 4], [5, 7, 4, 3])
ABOVE = candidates([0, 8, 11, 6, 4], [10, 5, 7, 4, 3], decided="a")
YEARS = candidates([5, 4, 3, 2], [[4, 1], [1, 4], [3, 3], [1, 1]], periods=("FY27", "FY28"))


def best(found, asked):
    return budget.best(found, asked, budget_steps.ladder(found, asked))


def better_than(found, asked, chosen):
    known = budget_steps.of_staircase(found, budget_steps.ladder(found, asked))
    return budget_steps.next_better(found, asked, known, chosen)


def test_the_optimum_is_looked_up_and_proven():
    chosen = best(SMALL, Asked(14))
    assert (chosen.value, set(chosen.chosen), chosen.status, chosen.method) == (21, set("bcd"), "optimal", "staircase")


def test_the_line_is_paid_first():
    chosen = best(ABOVE, Asked(24))
    assert set(chosen.chosen) == set("acde")
    assert chosen.total_cost == 24


@given(st.integers(0, 12), st.integers(0, 10), st.integers(0, 10))
def test_under_limits_by_year_the_answer_is_the_one_of_a_search_of_its_own(total, first, second):
    asked = Asked(total, (("FY27", first), ("FY28", second)))
    assert best(YEARS, asked).value == select(problem(YEARS, asked)).value == budget.search(YEARS, asked).value


@given(st.integers(0, 12), st.integers(0, 10))
def test_the_selection_in_force_never_lies_above_the_staircase_drawn(total, first):
    asked = Asked(total, (("FY27", first),))
    chosen = best(YEARS, asked)
    drawn = budget_steps.with_point(budget_steps.ladder(YEARS, asked), asked, chosen)
    table = budget_steps.of_staircase(YEARS, drawn).table
    reached = table[table["budget"] <= total]
    assert reached["value"].iloc[-1] == pytest.approx(chosen.value)


@given(st.integers(0, 20))
def test_the_next_better_set_is_the_one_for_the_least_more_money(total):
    asked = Asked(total)
    chosen = best(SMALL, asked)
    better = better_than(SMALL, asked, chosen)
    worth = [best(SMALL, Asked(amount)).value for amount in range(total, 22)]
    rises = [extra for extra, value in enumerate(worth) if value > chosen.value]
    assert (None if better is None else better.extra_cost) == (rises[0] if rises else None)
    if better is not None:
        after = (set(chosen.chosen) | set(better.adds)) - set(better.drops)
        assert set(best(SMALL, Asked(total + better.extra_cost)).chosen) == after


@given(st.integers(0, 12), st.integers(0, 8))
def test_with_limits_by_year_a_better_set_is_better_and_affordable_when_it_says(total, first):
    asked = Asked(total, (("FY27", first),))
    chosen = best(YEARS, asked)
    better = better_than(YEARS, asked, chosen)
    if better is not None:
        richer = Asked(total + better.extra_cost, asked.periods)
        assert best(YEARS, richer).value > chosen.value
        if better.proven:
            assert best(YEARS, Asked(total + better.extra_cost - 1, asked.periods)).value == chosen.value


def test_what_holds_back_is_the_limit_that_projects_left_out_do_not_fit_in():
    held = budget.held_by(SMALL, Asked(14), best(SMALL, Asked(14)))
    assert [(one.period, one.spare, one.barred) for one in held] == [(None, 0, 1)]
    asked = Asked(100, (("FY27", 5),))
    held = budget.held_by(YEARS, asked, best(YEARS, asked))
    assert [one.period for one in held] == ["FY27"]
    assert budget.held_by(SMALL, Asked(19), best(SMALL, Asked(19))) == []


def test_what_waits_would_fit_with_all_that_it_requires():
    chosen = budget.search(SMALL, Asked(8, forced_out=("a", "c", "d")))
    assert set(chosen.chosen) == {"b"}
    assert budget.waiting(SMALL, Asked(8), chosen) == 0, "1 is unspent"
    assert budget.waiting(SMALL, Asked(11), chosen) == 2, "c and d"
    assert budget.waiting(SMALL, Asked(11, forced_out=("c",)), chosen) == 1, "what is out by hand does not wait"
    needing = Rule("requires", ("d", "c"))
    assert budget.waiting(SMALL, Asked(11, rules=(needing,)), chosen) == 1, "d does not fit with c"
    assert budget.waiting(SMALL, Asked(14, rules=(needing,)), chosen) == 3
    assert budget.waiting(SMALL, Asked(11, rules=(Rule("excludes", ("b", "c")),)), chosen) == 1


@given(st.integers(0, 19))
def test_nothing_waits_beside_the_best_of_all(total):
    assert budget.waiting(SMALL, Asked(total), best(SMALL, Asked(total))) == 0


def test_those_left_out_by_hand_or_without_a_value_are_counted_apart_from_those_without_money():
    found = candidates([0, 8, 11, 6, 0, 0], [10, 5, 7, 40, 3, 3], decided="a")
    asked = Asked(24, forced_out=("c", "f"))
    chosen = best(found, asked)
    assert [one.barred for one in budget.held_by(found, asked, chosen)] == [1], "d does not fit"
    assert passed_over(found, asked, chosen.chosen) == PassedOver(by_hand=2, worthless=1)


def test_what_is_forced_both_ways_or_out_from_above_the_line_is_explained():
    with pytest.raises(Explained, match="both in and out"):
        problem(SMALL, Asked(14, (), ("a",), ("a",)))
    with pytest.raises(Explained, match="cannot be left out"):
        problem(ABOVE, Asked(14, (), (), ("a",)))
    with pytest.raises(Explained, match="no period"):
        problem(SMALL, Asked(14, (("FY99", 3),)))
    with pytest.raises(Explained, match="above zero"):
        problem(candidates([0, 0], [1, 2]), Asked(3))
    with pytest.raises(Explained, match="nothing to choose"):
        problem(candidates([], []), Asked(3))


@pytest.mark.parametrize("asked", [Asked(14), Asked(9), Asked(14, (), ("a",))])
def test_the_price_of_the_edge_is_the_value_lost_by_deciding_otherwise(asked):
    chosen = best(SMALL, asked)
    near = edge(SMALL, asked, chosen)
    assert len(near) > 0
    assert not set(near["key"]) & set(asked.forced_in)
    assert near["price"].is_monotonic_increasing
    for row in near.itertuples():
        assert row.inside == (row.key in chosen.chosen)
        forced_in = asked.forced_in if row.inside else (*asked.forced_in, row.key)
        other = select(problem(SMALL, Asked(asked.total, (), forced_in, (row.key,) if row.inside else ())))
        assert row.price == pytest.approx(chosen.value - other.value)


def test_the_edge_under_limits_by_year_agrees_with_a_search():
    asked = Asked(9, (("FY27", 5),))
    chosen = budget.search(YEARS, asked)
    for row in edge(YEARS, asked, chosen).itertuples():
        forced = ((), (row.key,)) if row.inside else ((row.key,), ())
        assert row.price == pytest.approx(chosen.value - select(problem(YEARS, Asked(9, asked.periods, *forced))).value)


def test_steps_are_told_in_money_and_names_without_those_above_the_line():
    table = budget_steps.of_staircase(ABOVE, budget_steps.ladder(ABOVE, Asked())).table
    assert table["count"].tolist()[0] == 0
    assert table["entered"].tolist()[:2] == ["", "Project e"]
    assert table["share"].iloc[-1] == 1.0
    assert table["budget"].iloc[0] == 10


def test_the_share_has_a_floor_that_holds_whatever_the_unrated_are_worth(database_url):
    scope = funding_works.store()
    found = portfolio_candidates.read(scope, funding_works.AS_OF, Valuing("strategic"))
    floor = budget.share_at_least(found, ("D 1", "D 2"))
    assert floor == pytest.approx(13.5 / (13.5 + 9.0 + 3.0))
    equal = portfolio_candidates.read(scope, funding_works.AS_OF, Valuing("equal"))
    assert budget.share_at_least(equal, ("D 1",)) is None


def two_with_options() -> Candidates:
    """A, with an option that costs less, and B."""
    return Candidates(
        keys=("a|continue", "a|reduce", "a|none", "b"),
        names=("A", "A: reduce", "A: not funded", "B"),
        value=np.array([9.0, 6, 0, 8]),
        cost=np.array([[9], [6], [0], [5]]),
        periods=("FY27",),
        digits=0,
        options_of={"a": ("a|continue", "a|reduce")},
        none_of={"a": "a|none"},
    )


def test_a_project_with_options_is_held_back_once_and_only_where_none_of_them_fits():
    found = two_with_options()
    for total, held in ((7, [(None, 2, 1)]), (5, [(None, 0, 1)]), (12, [])):
        asked = Asked(total)
        told = budget.held_by(found, asked, budget.search(found, asked))
        assert [(one.period, one.spare, one.barred) for one in told] == held


def test_a_project_with_options_waits_where_one_of_them_fits():
    found = two_with_options()
    alone = budget.search(found, Asked(11, forced_out=("a",)))
    assert [budget.waiting(found, Asked(total), alone) for total in (10, 11, 14)] == [0, 1, 1]
