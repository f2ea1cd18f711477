"""A committed scenario is a row of the decision register, never changes, and holds what it rests on in use."""

from datetime import UTC, date, datetime, timedelta

import pytest

from data_access import reading
from services import access, decisions_taken, intake, publications, scenarios, scenarios_rerun, states
from services.access import found
from services.errors import Explained, Moved, NotAllowed
from services.restatements import IsPublished, Restatement
from services.scenarios import EditedMeanwhile
from tests.services import funding_works, periods_published, plans_kept
from tests.services.funding_works import AS_OF, ME

TAKEN = date(2026, 11, 12)
WORDS = {"decided_by": "Investment committee", "reason": "Safety first", "outcome": "Fund two projects."}


@pytest.fixture
def scope(database_url, monkeypatch):
    monkeypatch.setattr(decisions_taken, "datetime", Later)
    return funding_works.store()


@pytest.fixture
def on_sqlite(sqlite_url, monkeypatch):
    monkeypatch.setattr(decisions_taken, "datetime", Later)
    return funding_works.store()


class Later(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime(2026, 11, 20, tzinfo=tz)


def commit(scope, number, seen=1, **changes):
    return decisions_taken.commit(ME, scope, number, seen, **{"taken": TAKEN, **WORDS, **changes})


def uploads(scope):
    with reading() as work:
        return {one["register"]: one["id"] for one in work.uploads.listing(found(work, scope.portfolio).id)}


def test_a_decision_stands_in_the_register_and_with_its_plan(scope):
    number = plans_kept.kept(scope, "Winter", forced_in=("D 4",))
    key = commit(scope, number)
    later = access.scope(ME, scope.portfolio)
    row = states.register(later, "decisions", AS_OF).set_index("decision_key").loc[key]
    assert (row["title"], row["asked_by"], row["outcome"], row["reason"]) == (
        "Budget: Winter",
        "tester",
        "Fund two projects.",
        "Safety first",
    )
    assert row["taken"].date() == TAKEN
    plan = scenarios.read(later, number)
    assert (plan.status, plan.version) == ("committed", 2)
    told = plan.decision
    assert (told["decision_key"], told["decided_by"], told["taken"]) == (key, "Investment committee", "2026-11-12")
    assert later.data_version > scope.data_version


def test_departures_from_the_best_bear_their_price(scope):
    number = plans_kept.kept(scope, forced_in=("D 4",))
    plan = scenarios.read(scope, number)
    told = scenarios_rerun.departures(plan)
    assert set(told.best.chosen) == {"M-1", "C/1", "D 1", "D 2"}
    assert told.lost == pytest.approx(13.5 - (4.5 + 0.75))
    assert [(one.project, one.inside, one.price) for one in told.projects] == [
        ("D 2", False, pytest.approx(13.5 - 5.25)),
        ("D 4", True, pytest.approx(13.5 - 5.25)),
    ]
    commit(scope, number, departed=told)
    kept = scenarios.read(access.scope(ME, scope.portfolio), number).decision
    assert [(one["name"], one["inside"]) for one in kept["departures"]] == [("Library", False), ("Depot", True)]
    assert kept["lost"] == pytest.approx(8.25)


def test_the_best_itself_departs_from_nothing(on_sqlite):
    told = scenarios_rerun.departures(scenarios.read(on_sqlite, plans_kept.kept(on_sqlite)))
    assert (told.lost, told.projects) == (0.0, ())


def test_a_decided_plan_never_changes_and_runs_again_to_the_same_set(scope):
    number = plans_kept.kept(scope, forced_in=("D 4",))
    commit(scope, number)
    later = access.scope(ME, scope.portfolio)
    for attempt in (
        lambda: scenarios.edit(ME, later, number, 2, {"name": "Other"}),
        lambda: scenarios.delete(ME, later, number, 2),
        lambda: scenarios.unlock(ME, later, number, 2),
        lambda: commit(later, number, 2),
    ):
        with pytest.raises(Explained):
            attempt()
    assert scenarios_rerun.rerun(later, number).verdict == "same"
    copied = scenarios.read(later, scenarios.copy(ME, later, number))
    assert (copied.status, copied.decision, copied.copied_from) == ("draft", None, number)


def test_a_file_that_a_decision_rests_on_is_not_withdrawn(scope):
    number = plans_kept.kept(scope, "Winter")
    held = uploads(scope)["projects"]
    commit(scope, number)
    later = access.scope(ME, scope.portfolio)
    with pytest.raises(Explained, match="A decision rests on it: Winter"):
        intake.withdraw(ME, later, held, "wrong")
    with pytest.raises(Explained, match="A decision rests on it"):
        intake.withdraw(ME, later, uploads(later)["decisions"], "wrong")


def test_a_file_under_a_draft_is_withdrawn_and_then_nothing_is_decided_on_it(on_sqlite):
    number = plans_kept.kept(on_sqlite)
    intake.withdraw(ME, on_sqlite, uploads(on_sqlite)["costs"], "wrong")
    with pytest.raises(Moved, match="withdrawn"):
        commit(access.scope(ME, on_sqlite.portfolio), number)
    assert scenarios.read(on_sqlite, number).status == "draft"


def test_nothing_is_decided_on_a_version_nobody_saw(on_sqlite):
    number = plans_kept.kept(on_sqlite)
    scenarios.edit(ME, on_sqlite, number, 1, {"note": "Changed"})
    with pytest.raises(EditedMeanwhile):
        commit(on_sqlite, number, 1)
    with pytest.raises(NotAllowed):
        decisions_taken.commit(access.Actor("r", "viewer"), on_sqlite, number, 2, taken=TAKEN, **WORDS)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"decided_by": " "}, "Nobody"),
        ({"reason": ""}, "reason"),
        ({"outcome": ""}, "not said"),
        ({"taken": (datetime(2026, 11, 20, tzinfo=UTC) + timedelta(days=5)).date()}, "future"),
        ({"reason": "x" * 2001}, "too long"),
    ],
)
def test_a_decision_says_who_when_and_why(on_sqlite, wrong, why):
    number = plans_kept.kept(on_sqlite)
    with pytest.raises(Explained, match=why):
        commit(on_sqlite, number, **wrong)
    assert scenarios.read(on_sqlite, number).status == "draft"


def test_a_decision_on_a_published_date_is_a_restatement_of_it(scope):
    number = plans_kept.kept(scope)
    periods_published.publish(ME, scope.portfolio, AS_OF)
    later = access.scope(ME, scope.portfolio)
    with pytest.raises(IsPublished):
        commit(later, number)
    assert scenarios.read(later, number).status == "draft"
    key = commit(later, number, restatement=Restatement("The committee met after it was published", "Ann Lee"))
    now = access.scope(ME, scope.portfolio)
    assert key in set(states.register(now, "decisions", AS_OF)["decision_key"])
    assert [one.cause for one in publications.corrections(now)] == ["decisions: rows edited"]
