"""Options of single projects as candidates of their own."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.selection import select
from models.selection_rules import Rule
from services import options_allowed, options_known, portfolio_candidates, project_options
from services.candidates import Asked, Candidates, problem
from services.options_known import Known
from services.portfolio_candidates import Valuing
from services.project_options import LIVE, Allowed
from tests.services import harbour
from tests.services.harbour import AS_OF


@pytest.fixture
def works(database_url):
    scope = harbour.store()
    funding = portfolio_candidates.read(scope, AS_OF, Valuing("strategic"))
    return funding.candidates, options_known.read(scope, AS_OF, funding)


def by_key(found, values):
    return dict(zip(found.keys, values.tolist(), strict=True))


def test_the_next_gate_is_the_first_one_ahead_before_the_finish(works):
    found, known = works
    gates = by_key(found, known.gate.astype("datetime64[D]").astype(str))
    assert gates["D 1"] == "2026-12-31"
    assert gates["D 2"] == gates["C 1"] == "NaT"
    share = dict(zip(found.keys, known.by_gate, strict=True))["D 1"]
    assert share.tolist() == pytest.approx([61 / 243, 0])


def test_holding_and_exit_cost_come_from_what_is_bound(works):
    found, known = works
    assert by_key(found, known.holding)["D 1"] == 50_00
    assert by_key(found, known.exit_cost) | {"D 1": 30_00, "C 2": 40_00, "D 2": 0} == by_key(found, known.exit_cost)
    rules = by_key(found, known.exit_rule)
    assert (rules["D 1"], rules["C 2"], rules["D 2"], rules["N 1"]) == ("reported", "contracts", "unknown", "none")


def test_nothing_allowed_changes_nothing(works):
    found, known = works
    assert project_options.expand(found, Allowed(), known) is found
    assert project_options.expand(found, Allowed(partial=("C 1",), shifted=("elsewhere",)), known) is found
    assert project_options.expand(found, Allowed(LIVE, only=()), known) is found


def test_a_project_at_work_can_go_on_in_five_ways(works):
    found, known = works
    wide = project_options.expand(found, Allowed(LIVE, only=("D 1",)), known)
    cost = dict(zip(wide.keys, wide.cost.tolist(), strict=True))
    value = by_key(wide, wide.value)
    assert wide.options_of == {"D 1": ("D 1|continue", "D 1|stage", "D 1|reduce", "D 1|pause")}
    assert wide.none_of == {"D 1": "D 1|stop"}
    assert wide.periods == ("FY27", "FY28", "Later")
    assert cost["D 1|continue"] == [120_00, 120_00, 0]
    assert cost["D 1|stage"] == [3013, 0, 0]
    assert cost["D 1|reduce"] == [84_00, 84_00, 0]
    assert cost["D 1|pause"] == [50_00, 0, 0]
    assert cost["D 1|stop"] == [30_00, 0, 0]
    whole = by_key(found, found.value)["D 1"]
    assert value["D 1|continue"] == whole
    assert value["D 1|stage"] == pytest.approx(whole * 3013 / 240_00)
    assert value["D 1|reduce"] == pytest.approx(whole * 0.8)
    assert (value["D 1|pause"], value["D 1|stop"]) == (0, 0)
    assert "Harbour wall: next stage only" in wide.names


def test_a_project_without_a_gate_ahead_has_no_stage_and_one_without_stop_costs_nothing_to_leave(works):
    found, known = works
    wide = project_options.expand(found, Allowed(("stage", "reduce")), known)
    assert wide.options_of["D 2"] == ("D 2|continue", "D 2|reduce")
    assert wide.none_of == {"D 1": "D 1|none", "D 2": "D 2|none"}
    assert "Later" not in wide.periods
    only_stage = project_options.expand(found, Allowed(("stage",)), known)
    assert set(only_stage.options_of) == {"D 1"}


def test_without_years_a_project_is_neither_paused_nor_moved(database_url):
    scope = harbour.store(without=("costs",))
    funding = portfolio_candidates.read(scope, AS_OF, Valuing("strategic"))
    known = options_known.read(scope, AS_OF, funding)
    wide = project_options.expand(funding.candidates, Allowed(LIVE, partial=("N 1",), shifted=("N 1", "N 2")), known)
    assert wide.periods == funding.candidates.periods == ("Cost to go",)
    assert wide.options_of == {
        "D 1": ("D 1|continue", "D 1|stage", "D 1|reduce"),
        "D 2": ("D 2|continue", "D 2|reduce"),
        "N 1": ("N 1|whole", "N 1|part75", "N 1|part50"),
    }
    assert not known.holding_known


def test_new_work_may_be_funded_in_part_and_start_later(works):
    found, known = works
    allowed = Allowed(partial=("N 1",), shifted=("N 1", "N 2"), most_years=1, yearly_loss=10, shares=(50,))
    wide = project_options.expand(found, allowed, known)
    cost = dict(zip(wide.keys, wide.cost.tolist(), strict=True))
    assert wide.options_of == {
        "N 1": ("N 1|whole", "N 1|part50", "N 1|wholelater1", "N 1|part50later1"),
        "N 2": ("N 2|whole", "N 2|wholelater1"),
    }
    assert cost["N 1|wholelater1"] == [0, 100_00, 100_00]
    assert cost["N 1|part50later1"] == [0, 50_00, 50_00]
    assert by_key(wide, wide.value)["N 1|part50later1"] == pytest.approx(by_key(found, found.value)["N 1"] * 0.45)


def test_what_options_take_of_other_things_follows_their_cost(works):
    found, known = works
    wide = project_options.expand(found, Allowed(LIVE, partial=("N 1",), shifted=("N 1",)), known)
    taken = {one.name: by_key(wide, one.amount) for one in wide.amounts}
    for place, period in enumerate(found.periods):
        both = taken[f"Capex {period}"], taken[f"Opex {period}"]
        assert {key: both[0][key] + both[1][key] for key in wide.keys} == by_key(wide, wide.cost[:, place])
    assert taken["Opex FY27"]["D 1|continue"] == 40_00
    assert taken["Opex FY27"]["D 1|reduce"] == 28_00
    assert taken["Opex FY27"]["D 1|stop"] == 30_00
    assert taken["Grant"]["D 1|reduce"] == 168_00
    assert taken["Grant FY28"]["N 1|wholelater1"] == 100_00
    assert [taken["Engineer FY27"][f"D 1|{name}"] for name in ("continue", "reduce", "pause", "stop")] == [
        200,
        140,
        0,
        0,
    ]
    assert by_key(wide, wide.contributions["O1"])["D 1|reduce"] == 7200
    before = {one.name: by_key(found, one.amount) for one in found.amounts}
    assert all(taken["Capex FY27"][key] == before["Capex FY27"][key] for key in ("M 1", "C 1"))
    together = taken["Capex, all years"], taken["Opex, all years"]
    assert {key: together[0][key] + together[1][key] for key in wide.keys} == by_key(wide, wide.cost.sum(axis=1))
    assert together[1]["D 1|stop"] == 30_00


def test_what_is_left_to_be_found_later_is_told_apart(works):
    found, known = works
    allowed = Allowed(LIVE)
    assert project_options.reserved(found, allowed, known, ("D 1|stage",)).tolist() == [120_00 - 3013, 120_00, 0]
    assert project_options.reserved(found, allowed, known, ("D 1|pause", "N 1")).tolist() == [0, 120_00, 120_00]
    assert project_options.reserved(found, allowed, known, ("D 1|continue",)).tolist() == [0, 0, 0]


def test_options_are_told_by_their_project(works):
    found, known = works
    of = project_options.project_of(project_options.expand(found, Allowed(LIVE), known))
    assert (of["D 1|stop"], of["D 2|reduce"], of["N 1"]) == ("D 1", "D 2", "N 1")


def test_a_paused_project_neither_is_in_nor_serves_those_that_require_it(works):
    found, known = works
    wide = project_options.expand(found, Allowed(("pause",), only=("D 1",)), known)
    needs = Asked(total=1250_00 + 50_00, rules=(Rule("requires", ("N 1", "D 1")),), forced_in=("N 1",))
    assert "D 1|continue" not in select(problem(wide, needs)).chosen
    settled = options_allowed.settled(wide, needs)
    assert select(problem(wide, settled)).status == "infeasible"
    enough = replace(settled, total=1200_00 + 200_00 + 240_00)
    assert {"N 1", "D 1|continue"} <= set(select(problem(wide, enough)).chosen)
    inside = options_allowed.settled(wide, Asked(forced_in=("D 1",)))
    assert "D 1|continue" in select(problem(wide, inside)).chosen
    ignored = replace(needs, ignored=(needs.rules[0].id,))
    assert options_allowed.settled(wide, ignored) == ignored
    assert options_allowed.settled(found, needs) == needs


@st.composite
def portfolios(draw):
    n, p = draw(st.integers(1, 3)), draw(st.integers(1, 2))
    amounts = st.integers(0, 9)
    keys = tuple(f"P{place}" for place in range(n))
    found = Candidates(
        keys=keys,
        names=keys,
        value=np.array(draw(st.lists(st.integers(1, 9), min_size=n, max_size=n)), dtype=float),
        cost=np.array(draw(st.lists(amounts, min_size=n * p, max_size=n * p)), dtype=np.int64).reshape(n, p) * 100,
        periods=("FY27", "FY28")[:p],
        digits=2,
    )
    live = np.array(draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    known = Known(
        live=live,
        gate=np.full(n, np.datetime64("2027-01-01")),
        by_gate=np.full((n, p), draw(st.sampled_from([0.0, 0.4, 1.0]))),
        holding=np.minimum(found.cost[:, 0], 100),
        exit_cost=np.zeros(n, dtype=np.int64),
        exit_rule=np.full(n, "reported"),
        holding_known=True,
    )
    limits = draw(st.lists(st.integers(0, 2000), min_size=p, max_size=p))
    asked = Asked(draw(st.integers(0, 3000)), tuple(zip(found.periods, limits, strict=True)))
    allowed = Allowed(
        live=tuple(draw(st.sets(st.sampled_from(LIVE)))),
        partial=tuple(draw(st.sets(st.sampled_from(keys)))),
        shifted=tuple(draw(st.sets(st.sampled_from(keys)))),
        reserve=draw(st.booleans()),
    )
    return found, known, asked, allowed


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(portfolios())
def test_options_are_never_worth_less_and_each_project_goes_one_way(case):
    found, known, asked, allowed = case
    plain = select(problem(found, asked))
    wide = project_options.expand(found, allowed, known)
    best = select(problem(wide, asked))
    assert best.status == plain.status == "optimal"
    assert best.value >= plain.value - 1e-9
    for project, options in wide.options_of.items():
        assert len({*options, wide.none_of[project]} & set(best.chosen)) == 1
    assert best.value == pytest.approx(best_of_all(wide, asked))


def best_of_all(found, asked):
    """Return the best value of all choices of one option for each project, tried one by one."""
    of = project_options.project_of(found)
    ways = {project: [None] for project in of.values() if project not in found.none_of}
    for place, key in enumerate(found.keys):
        ways.setdefault(of[key], []).append(place)
    limits = dict(asked.periods)
    best = -1.0
    for choice in product(*ways.values()):
        inside = [place for place in choice if place is not None]
        spent = found.cost[inside].sum(axis=0)
        fits = all(spent[place] <= limits.get(name, 10**9) for place, name in enumerate(found.periods))
        if fits and spent.sum() <= asked.total:
            best = max(best, float(found.value[inside].sum()))
    return best
