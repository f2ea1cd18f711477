"""What a reader is not shown, one thing at a time: jobs, sums above a hidden project, plans, models, decisions."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from data_access import transaction
from services import access, decisions_taken, jobs, robustness_job, scenarios, slip_models, states
from services.access import Scope
from services.errors import NotFound
from services.jobs import rows
from tests.services import town, watched
from tests.services.watched import ME, SECRET

HIDDEN = frozenset({"W1"})


@pytest.fixture
def scope(database_url: str) -> Scope:
    return town.store()


def _answered(asked_by: Scope, answer: str) -> int:
    """Store a test of a selection that somebody asked for, with its answer."""
    job, _ = rows.ask(asked_by, ME, robustness_job.KIND, {"projects": ["W1", "R1"]})
    with transaction() as work:
        held = work.jobs.get(job)
        assert held is not None
        told = {"arguments": {**held.arguments, robustness_job.ANSWER: answer}, "state": "done", "message": answer}
        work.jobs.change(job, told)
    return job


def test_the_answer_of_a_job_is_for_readers_who_see_the_same(scope: Scope) -> None:
    narrow = replace(scope, hidden=HIDDEN)
    of_all = _answered(scope, "Canary")
    told = [jobs.status(narrow, of_all), jobs.newest(narrow, robustness_job.KIND)]
    assert [(one.arguments, one.message) for one in told if one] == [({}, "")] * 2
    assert robustness_job.answer(jobs.status(scope, of_all)) == "Canary"
    theirs = _answered(narrow, "Plain")
    assert robustness_job.answer(jobs.status(narrow, theirs)) == "Plain"
    assert robustness_job.asked_the_same(jobs.status(narrow, theirs), {"projects": ["W1", "R1"]})
    assert robustness_job.answer(jobs.status(scope, theirs)) is None


def test_a_job_reads_what_whoever_asked_for_it_saw(scope: Scope) -> None:
    narrow = replace(scope, hidden=HIDDEN, unseen=frozenset({"contracts"}), until=town.MAY)
    job, _ = rows.ask(narrow, ME, robustness_job.KIND)
    with transaction() as work:
        held = work.jobs.get(job)
    assert held is not None
    assert rows.scope_of(scope.portfolio, held) == narrow


def test_a_row_that_sums_a_hidden_project_is_hidden_with_it(database_url: str) -> None:
    frame = town.projects(town.MAY).assign(parent_key=None)
    frame.loc[frame["project_key"].isin(["W1", "W2"]), "parent_key"] = "W3"
    frame.loc[frame["project_key"] == "W3", "parent_key"] = "W4"
    facts = town.portfolios.create(town.ME, "sums", "Sums", "USD")
    with transaction() as work:
        town.load(work, facts.id, "projects", town.MAY, frame)
        work.portfolios.raise_version(facts.id)
    whole = access.scope(town.ME, "sums")
    seen = states.projects(replace(whole, hidden=HIDDEN), town.MAY).set_index("project_key")
    assert set(seen.index) == {"W2", "W5", "R1", "R2", "R3"}
    assert seen["parent_key"].isna().all()


def test_a_later_date_than_the_last_shown_gives_the_last_shown(scope: Scope) -> None:
    reader = replace(scope, until=town.MAY)
    asked, shown = (states.projects(reader, day, ["forecast_cost"]) for day in (town.JUNE, town.MAY))
    pd.testing.assert_frame_equal(asked, shown)
    assert "R4" not in set(asked["project_key"])


def test_a_decision_taken_with_a_plan_of_a_hidden_project_is_not_shown(database_url: str) -> None:
    scope = watched.build("decided", marks=watched.KEYS[:10], drafts=False)
    plans = {plan.name: plan for plan in scenarios.listing(scope)}
    told: dict[str, Any] = {"taken": date(2025, 9, 1), "decided_by": "Committee", "reason": "Best"}
    for plan in plans.values():
        decisions_taken.commit(ME, scope, plan.number, plan.version, outcome=f"Fund {plan.name}", **told)
    scope = access.scope(ME, "decided")
    reader = replace(scope, hidden=frozenset({SECRET, watched.OLD_SECRET}))
    taken = {who: states.register(each, "decisions", watched.LAST) for who, each in (("all", scope), ("some", reader))}
    titles = {who: sorted(one for one in rows["title"] if one.startswith("Budget")) for who, rows in taken.items()}
    assert titles == {"all": ["Budget: Canary plan", "Budget: Roads"], "some": ["Budget: Roads"]}
    assert [plan.name for plan in scenarios.listing(reader)] == ["Roads"]
    with pytest.raises(NotFound):
        scenarios.read(reader, plans["Canary plan"].number)


def test_numbers_of_another_portfolio_lead_nowhere(scope: Scope) -> None:
    other = town.store(key="other")
    job = _answered(other, "Canary")
    with transaction() as work:
        theirs = access.found(work, other.portfolio).id
        values = {"portfolio_id": theirs, "horizon": "next", "days": 30, "as_of": town.MAY, "data_version": 1}
        values |= {"code_version": "1", "inputs": [], "pairs": 1, "base_rate": 0.5, "record": {}, "sha256": ""}
        number = work.slip_models.add({**values, "made_by": "x"}, b"x", pd.DataFrame(), pd.DataFrame())
        model = work.slip_models.get(theirs, number)
    assert model is not None
    for call in (
        lambda: jobs.status(scope, job),
        lambda: slip_models.loaded(scope, model),
        lambda: slip_models.training_pairs(scope, model),
        lambda: slip_models.compare(scope, model.id, model.id),
    ):
        with pytest.raises(NotFound):
            call()
