"""What candidates are worth by each measure of money and quality, with delays and inherited value."""

from datetime import date

import pandas as pd
import pytest

from data_access import transaction
from data_access.states import Coverage
from models.benefit_value import present_values
from services import access, budget, budget_size, candidate_benefits, portfolio_candidates, portfolios, states
from services.candidate_values import Valuing, of_candidates, offered
from services.candidates import Asked
from tests.services import funding_works
from tests.services.funding_works import AS_OF

BENEFITS = pd.DataFrame(
    [
        ("D 1", "B1", "cashable", "USD per year"),
        ("D 1", "B2", "disbenefit", "$"),
        ("D 2", "B3", "non-cashable", "hours"),
        ("D 4", "B4", "cashable", None),
        ("D 2", "B5", "cashable", "trees"),
    ],
    columns=["project_key", "benefit_key", "kind", "unit"],
)
VALUES = pd.DataFrame(
    [
        ("B1", "2025-07-01", 900.0, 900.0),
        ("B1", "2027-07-01", 500.0, 400.0),
        ("B1", "2028-07-01", 500.0, None),
        ("B2", "2027-07-01", 50.0, 50.0),
        ("B3", "2027-07-01", 9.0, 9.0),
        ("B4", "2028-07-01", 100.0, 100.0),
        ("B5", "2028-07-01", 100.0, 100.0),
    ],
    columns=["benefit_key", "period_start", "planned", "forecast"],
)
LINKS = pd.DataFrame([("D 4", "D 2"), ("M-1", "D 1")], columns=["predecessor", "successor"])


def add(register: str, frame: pd.DataFrame) -> None:
    """Load a register as the portfolio's newest snapshot."""
    facts = portfolios.facts(access.scope(funding_works.ME, "works"))
    frame = frame.assign(source_row=range(2, len(frame) + 2))
    with transaction() as work:
        told = {"register": register, "origin": "file", "file_name": "f.csv", "sha256": "s", "size": 1, "choices": {}}
        upload = work.uploads.add(facts.id, told | {"report": {}, "received_by": "tester"}, Coverage())
        snapshot = work.uploads.add_snapshot(facts.id, upload, register, AS_OF, Coverage().key, len(frame), register)
        work.registers.append(facts.id, register, snapshot, AS_OF, frame)
        work.registers.settle(facts.id, register, AS_OF)
        work.portfolios.raise_version(facts.id)


@pytest.fixture
def works(database_url):
    funding_works.store()
    add("benefits", BENEFITS)
    starts = pd.to_datetime(VALUES["period_start"]).astype("datetime64[s]")
    add("benefit_values", VALUES.assign(period_start=starts, period_kind="fiscal year"))
    add("dependencies", LINKS.assign(kind="requires"))
    return access.scope(funding_works.ME, "works")


def candidates(scope):
    return portfolio_candidates.read(scope, AS_OF, Valuing("strategic")).projects


def values(scope, **how):
    return of_candidates(scope, AS_OF, candidates(scope), Valuing(**how))


def expected(*rows, rate=0.035, late=None):
    lines = pd.DataFrame(rows, columns=["starts", "ends", "amount"]).assign(project_key="x")
    delay = None if late is None else pd.Series({"x": late})
    return present_values(lines, AS_OF, rate, delay)["x"]


YEARS = (("2027-07-01", "2028-07-01", 350.0), ("2028-07-01", "2029-07-01", 500.0))


def test_benefits_in_money_to_come_are_discounted_and_others_are_not_known(works):
    found = values(works, measure="benefit")
    assert found.value["D 1"] == pytest.approx(expected(*YEARS))
    assert found.value["D 4"] == pytest.approx(expected(("2028-07-01", "2029-07-01", 100.0)))
    assert found.unknown.to_dict() == {"C/1": True, "D 1": False, "D 2": True, "D 3": True, "D 4": False, "M-1": True}
    assert found.highest["D 2"] == found.value["D 1"]


def test_net_present_value_takes_the_cost_to_go_off_in_its_years(works):
    projects = candidates(works)
    by_year = portfolio_candidates.read(works, AS_OF, Valuing("strategic")).by_year
    found = of_candidates(works, AS_OF, projects, Valuing("npv", rate=0.0), by_year=by_year)
    assert found.value["D 1"] == pytest.approx(850 - 200)
    assert found.value["D 2"] == 0
    discounted = of_candidates(works, AS_OF, projects, Valuing("npv", rate=0.1), by_year=by_year)
    cost = expected((AS_OF, "2027-07-01", 100.0), ("2027-07-01", "2028-07-01", 100.0), rate=0.1)
    assert discounted.value["D 1"] == pytest.approx(expected(*YEARS, rate=0.1) - cost)
    unspread = of_candidates(works, AS_OF, projects, Valuing("npv", rate=0.1))
    assert unspread.value["D 1"] == pytest.approx(
        expected(*YEARS, rate=0.1) - expected((AS_OF, "2028-06-30", 200.0), rate=0.1)
    )


def test_a_predicted_delay_moves_benefits_later_and_only_where_asked(works, monkeypatch):
    days = pd.Series({"D 1": 400.0})
    monkeypatch.setattr(
        candidate_benefits, "delays", lambda scope, as_of, keys, delay: days.reindex(keys) if delay == "p80" else None
    )
    late = values(works, measure="benefit", delay="p80")
    assert late.value["D 1"] == pytest.approx(expected(*YEARS, late=400.0))
    assert late.value["D 4"] == values(works, measure="benefit").value["D 4"]
    assert late.delay_days.notna().sum() == 1
    assert values(works, measure="benefit").delay_days is None


def test_without_predictions_nothing_is_delayed(works):
    keys = pd.Index(["D 1", "D 2"])
    assert candidate_benefits.delays(works, AS_OF, keys, "p80").isna().all()
    assert values(works, measure="benefit", delay="p50").value.equals(values(works, measure="benefit").value)


def test_quality_counts_each_unit_of_money(works):
    found = values(works, measure="quality")
    assert found.value.to_dict() == {
        "C/1": 0,
        "D 1": 4.5 * 200,
        "D 2": 9.0 * 300,
        "D 3": 0,
        "D 4": 0.75 * 250,
        "M-1": 7 * 600,
    }
    assert found.highest["D 3"] == 900


def test_enablers_inherit_only_from_those_that_can_be_chosen(works):
    projects = candidates(works)
    inherits = Valuing("strategic", inherit=0.5)
    found = of_candidates(works, AS_OF, projects, inherits, projects["decided"])
    assert found.value[["D 2", "D 4", "D 1"]].tolist() == [4.5, 5.25, 4.5]
    everybody = of_candidates(works, AS_OF, projects, inherits)
    assert everybody.value["D 1"] == 2.25
    assert everybody.value.sum() == found.value.sum() == values(works, measure="strategic").value.sum()


def test_measures_in_money_are_offered_where_benefits_are_known(works):
    measures = offered(works, AS_OF, candidates(works))
    assert measures == ("strategic", "quality", "priority", "expected_value", "npv", "benefit", "equal", "category")
    others = candidates(works)[lambda rows: rows["project_key"] == "D 3"]
    assert "npv" not in offered(works, AS_OF, others)


def test_a_benefit_key_that_two_projects_use_is_not_counted(works):
    add("benefits", pd.concat([BENEFITS, BENEFITS.head(1).assign(project_key="D 3")]))
    works = access.scope(funding_works.ME, "works")
    assert len(states.register(works, "benefits", date(2026, 10, 31))) == 6
    assert values(works, measure="benefit").value["D 1"] < 0


def test_the_choice_by_size_leaves_aside_what_is_decided_and_what_is_worth_nothing(works):
    funding = portfolio_candidates.read(works, AS_OF, Valuing("strategic"))
    asked = Asked(total=1_200_00, forced_in=("D 1",))
    found = budget_size.of_choice(funding, asked, budget.search(funding.candidates, asked))
    assert found.bands["candidates"].sum() == 2
    assert not found.explains_better
    equal = portfolio_candidates.read(works, AS_OF, Valuing("equal"))
    assert budget_size.of_choice(equal, asked, budget.search(equal.candidates, asked)) is None
