"""Selections that only grow with the total, for candidates of a portfolio, years that follow the total included."""

from dataclasses import replace

import numpy as np
import pytest

from models.selection_limits import breaks_rule
from services import budget_nested
from services.candidates import Asked, Candidates, problem


@pytest.fixture
def found():
    random = np.random.default_rng(7)
    n = 12
    cost = random.integers(5, 60, (n, 3)) * 100
    keys = tuple(f"P{i}" for i in range(n))
    value = random.integers(1, 9, n).astype(float)
    value[:2] = 0
    return Candidates(keys, keys, value, cost, ("FY27", "FY28", "FY29"), 2, decided=frozenset(keys[:2]))


@pytest.mark.parametrize("asked", [Asked(), Asked(shared=True), Asked(shared=True, carry_over=True)])
def test_more_in_total_removes_nothing_and_every_year_is_paid(found, asked):
    asked = replace(asked, periods=(("FY28", 14_000),))
    funded = {"P3", "P4", "P8"}
    chain = budget_nested.chain(found, asked, funded)
    before: set[str] = set()
    bought = 0
    for total in range(0, 100_000, 2_500):
        answer = chain.at(total)
        now = set(answer.chosen) if answer.found else set()
        assert before <= now
        if answer.found:
            assert breaks_rule(problem(found, replace(asked, total=total)), now) is None
            bought += 1
        before = now
    assert bought > 20
    assert funded <= before


def test_a_project_with_options_that_is_funded_goes_on_as_planned(found):
    keys = (*found.keys[:-3], "Q|continue", "Q|reduce", "Q|none")
    options = replace(found, keys=keys, options_of={"Q": ("Q|continue", "Q|reduce")}, none_of={"Q": "Q|none"})
    assert budget_nested.as_candidates(options, ["Q", "P3", "gone"]) == {"Q|continue", "P3"}
    chain = budget_nested.chain(options, Asked(), ["Q"])
    assert "Q|continue" in chain.at(int(found.cost.sum())).chosen


def test_a_threshold_is_a_share_of_all_value(found):
    asked = Asked(total=50_000)
    reference = ["P0", "P1", "P5"]
    kept = budget_nested.against(found, asked, reference, 1.0)
    free = budget_nested.against(found, asked, reference, 0.0)
    assert kept.drops == ()
    assert kept.given_up == pytest.approx(free.selection.value - kept.selection.value)
