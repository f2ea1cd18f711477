"""Funds with eligibility, caps and lapse: the bounds hold exactly when the money can be found."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from models.fund_limits import Pot, capped, groups


def kept(found, inside):
    return all(int(group.amount[inside].sum()) <= group.at_most for group in found)


def payable(cost, pots, inside):
    """Return whether a largest flow from the pots pays every cost that any of them may pay."""
    may_pay = np.stack([pot.may_pay for pot in pots])
    due = np.where(inside[:, None] & may_pay.any(axis=0), cost, 0).ravel()
    nodes = 2 + len(pots) + due.size
    flow = np.zeros((nodes, nodes), dtype=np.int32)
    for place, pot in enumerate(pots):
        flow[0, 2 + place] = pot.holds
        flow[2 + place, 2 + len(pots) :] = np.where(pot.may_pay.ravel(), due, 0)
    flow[2 + len(pots) :, 1] = due
    return maximum_flow(csr_array(flow), 0, 1).flow_value == due.sum()


small = st.integers(0, 6)


@st.composite
def cases(draw):
    n, p, funds = draw(st.integers(1, 4)), draw(st.integers(1, 2)), draw(st.integers(1, 4))
    cost = np.array(draw(st.lists(small, min_size=n * p, max_size=n * p)), dtype=np.int64).reshape(n, p)
    pots = []
    for place in range(funds):
        may_pay = np.array(draw(st.lists(st.booleans(), min_size=n * p, max_size=n * p))).reshape(n, p)
        pots.append(Pot(f"F{place}", may_pay, draw(st.integers(0, 12))))
    return cost, pots


@settings(deadline=None)
@given(cases())
def test_the_bounds_hold_exactly_when_a_largest_flow_pays_all(case):
    cost, pots = case
    found = groups(cost, pots)
    for chosen in product((False, True), repeat=len(cost)):
        inside = np.array(chosen)
        assert kept(found, inside) == payable(cost, pots, inside)


def test_what_only_two_funds_may_pay_takes_at_most_both():
    cost = np.array([[6], [6], [6]])
    either, first = np.array([[True], [True], [True]]), np.array([[True], [False], [False]])
    found = groups(cost, [Pot("Levy", either, 5), Pot("Grant", first, 8)])
    assert [(group.name, group.amount.tolist(), group.at_most) for group in found] == [
        ("Levy", [0, 6, 6], 5),
        ("Levy + Grant", [6, 6, 6], 13),
    ]


def test_a_bound_that_nothing_can_break_is_left_out():
    assert groups(np.array([[3], [4]]), [Pot("Levy", np.ones((2, 1), dtype=bool), 7)]) == ()


def test_money_that_lapses_cannot_pay_another_year():
    cost = np.array([[4, 4]])
    levy = {"Levy": np.array([True])}
    years = ("FY27", "FY28")
    inside = np.array([True])
    assert kept(capped(cost, years, levy, {"Levy": 8}, {}), inside)
    assert not kept(capped(cost, years, levy, {}, {("Levy", "FY27"): 3, ("Levy", "FY28"): 5}), inside)
    assert kept(capped(cost, years, levy, {}, {("Levy", "FY28"): 5}), inside)


def test_a_fund_without_a_cap_frees_what_it_may_pay():
    cost = np.array([[4], [4]])
    funds = {"Levy": np.array([True, True]), "Bonds": np.array([False, True])}
    (only,) = capped(cost, ("FY27",), funds, {"Levy": 3}, {})
    assert (only.amount.tolist(), only.at_most) == ([4, 0], 3)


def test_a_fund_capped_in_all_and_by_year_keeps_both():
    cost, years = np.array([[4, 4], [4, 4]]), ("FY27", "FY28")
    found = capped(cost, years, {"Levy": np.array([True, True])}, {"Levy": 12}, {("Levy", "FY27"): 7})
    assert {group.name: group.at_most for group in found} == {"Levy": 12, "Levy FY27": 7}


def test_too_many_funds_that_stand_in_for_each_other_are_refused():
    cost = np.ones((45, 1), dtype=np.int64)
    pairs = [(a, b) for a in range(10) for b in range(a)]
    pots = [Pot(f"F{place}", np.array([[place in pair] for pair in pairs]), 1) for place in range(10)]
    with pytest.raises(ValueError, match="hang together"):
        groups(cost, pots)
    with pytest.raises(ValueError, match="pots of money"):
        groups(cost, [pots[0]] * 63)
