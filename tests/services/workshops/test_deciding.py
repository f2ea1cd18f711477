"""The vote advises, the committee decides: each departure has its reason, and what is refused leaves nothing behind."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.audit_search import Sought
from services import alignment, audit, objectives
from services.access import Actor, Scope
from services.errors import Explained, Moved
from services.restatements import IsPublished
from services.workshops import deciding
from services.workshops.deciding import points_found
from services.workshops.reading import Workshop
from services.workshops.rules import Rules
from tests.services import published_town, town
from tests.services.workshops import proposals
from tests.services.workshops.at_once import at_once
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.minds import Mind, lead
from tests.services.workshops.proposals import AS_OF, ME

MIND: Mind = {"O1": 2.0, "O2": 6.0, "O3": 2.0}
FOUND = {"O1": 20.0, "O2": 60.0, "O3": 20.0}


def closed(scope: Scope, rules: Rules | None = None) -> Table:
    table = open_workshop(ME, scope, AS_OF, rules=rules)
    lead(table, dict.fromkeys(("Anna", "Ben", "Carla"), MIND))
    table.take("close")
    return table


@pytest.fixture
def table(database_url: str) -> Table:
    return closed(proposals.store())


@pytest.fixture
def here(sqlite_url: str) -> Table:
    return closed(proposals.store())


def decide(table: Table, points: dict[str, float] | None = None, **told: Any) -> int:
    given: dict[str, Any] = {
        "seen": table.now.version,
        "by": "Board",
        "reasons": {},
        "actor": ME,
        "as_of": AS_OF,
    } | told
    return deciding.accept_weights(
        given["actor"], table.scope, table.number, given["seen"], given["as_of"], given["by"],
        FOUND if points is None else points, given["reasons"],
    )  # fmt: skip


def points(table: Table) -> dict[str, float]:
    listed = alignment.read(table.scope, AS_OF).objectives
    return dict(zip(listed["objective_key"], listed["points"], strict=True))


def as_it_was(table: Table) -> tuple[Workshop, dict[str, float], int]:
    """What a refused decision must not have touched."""
    entries = len(list(audit.every(ME, table.portfolio, Sought())))
    return table.now, points(table), entries


def test_what_was_found_becomes_the_points_at_once(table: Table) -> None:
    assert decide(table) == 2, "the third has these points already"
    assert points(table) == FOUND
    assert table.now.stage == "accepted"
    assert table.now.decision is not None
    assert (table.now.decision["by"], table.now.decision["noted_by"]) == ("Board", ME.name)
    assert (table.now.decision["as_of"], table.now.decision["departures"]) == (AS_OF.isoformat(), [])
    shares = sorted(alignment.read(table.scope, AS_OF).objectives["share"])
    assert shares == pytest.approx([0.2, 0.2, 0.6])


def test_a_departure_stands_with_its_reason(here: Table) -> None:
    decide(here, {"O1": 30.0, "O2": 50.0, "O3": 20.0}, reasons={"O1": " Growth was promised ", "O2": "To make room"})
    assert here.now.decision is not None
    assert here.now.decision["departures"] == [
        {"key": "O1", "found": 20.0, "decided": 30.0, "reason": "Growth was promised"},
        {"key": "O2", "found": 60.0, "decided": 50.0, "reason": "To make room"},
    ]
    assert points(here) == {"O1": 30.0, "O2": 50.0, "O3": 20.0}


@pytest.mark.parametrize("reason", [{}, {"O1": "  "}, {"O2": "For another one"}])
def test_a_departure_without_a_reason_is_refused_and_leaves_nothing_behind(
    table: Table, reason: dict[str, str]
) -> None:
    before = as_it_was(table)
    with pytest.raises(Explained, match="Growth gets 30 points, and the workshop found 20"):
        decide(table, {**FOUND, "O1": 30.0}, reasons=reason)
    assert as_it_was(table) == before


@pytest.mark.parametrize("given", [{"O1": 20.0}, {**FOUND, "O9": 1.0}, {}])
def test_every_objective_and_no_other_needs_its_points(here: Table, given: dict[str, float]) -> None:
    before = as_it_was(here)
    with pytest.raises(Explained, match="needs its points"):
        decide(here, given)
    assert as_it_was(here) == before


def test_points_that_cannot_be_kept_are_refused_and_leave_nothing_behind(table: Table) -> None:
    before = as_it_was(table)
    for wrong in ({**FOUND, "O1": -5.0}, {**FOUND, "O1": float("nan")}):
        with pytest.raises(Explained):
            decide(table, wrong, reasons={"O1": "A slip"})
        assert as_it_was(table) == before


def test_nobody_decides_namelessly(here: Table) -> None:
    before = as_it_was(here)
    with pytest.raises(Explained, match="Nobody is named who decided"):
        decide(here, by="  ")
    assert as_it_was(here) == before


def test_a_practice_is_never_accepted(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.workshops.practice.answer_soon", lambda number: None)
    table = closed(proposals.store(), Rules(practice=True))
    assert table.now.result is not None
    assert table.now.result["weights"]
    before = as_it_was(table)
    with pytest.raises(Explained, match="no result that could be accepted"):
        decide(table)
    assert as_it_was(table) == before


@pytest.mark.parametrize("end", ["close", "abandon"])
def test_without_weights_there_is_nothing_to_accept(sqlite_url: str, end: str) -> None:
    table = open_workshop(ME, proposals.store(), AS_OF)
    table.take(end)
    with pytest.raises(Explained, match="no result that could be accepted"):
        decide(table)


def test_a_workshop_under_way_cannot_be_decided_on(sqlite_url: str) -> None:
    table = open_workshop(ME, proposals.store(), AS_OF)
    lead(table, dict.fromkeys(("Anna", "Ben", "Carla"), MIND))
    with pytest.raises(Explained, match="no result that could be accepted"):
        decide(table)


def test_it_is_decided_once(table: Table) -> None:
    seen = table.now.version
    decide(table)
    before = as_it_was(table)
    with pytest.raises(Moved):
        decide(table, seen=seen)
    with pytest.raises(Explained, match="no result that could be accepted"):
        decide(table)
    assert as_it_was(table) == before


def test_of_two_who_note_the_decision_at_once_one_is_told(database_url: str) -> None:
    table = closed(proposals.store())
    seen = table.now.version
    outcomes = at_once(*(lambda who=who: decide(table, actor=Actor(who, "admin"), seen=seen) for who in ("one", "two")))
    assert sorted(outcomes) == ["Moved", "done"]
    assert len([each for each in audit.every(ME, table.portfolio, Sought()) if each.action == "workshop accepted"]) == 1


def test_an_objective_removed_meanwhile_is_not_brought_back_by_a_decision(here: Table) -> None:
    objectives.remove(ME, here.scope, AS_OF, "O3")
    before = as_it_was(here)
    with pytest.raises(Explained, match="is no objective any more at this date"):
        decide(here)
    assert as_it_was(here) == before


def test_what_is_published_takes_a_restatement_and_without_one_nothing_is_written(sqlite_url: str) -> None:
    table = open_workshop(town.ME, town.store(town.MAY), town.MAY)
    table.ask({"Anna": 2, "Ben": 2, "Carla": 2})
    table.take("close")
    published_town.publish(town.MAY)
    assert table.now.result is not None
    found = points_found(table.now.result["weights"])
    assert found == {"O1": 25.0, "O2": 75.0}
    before = table.now
    told = (table.number, before.version, town.MAY, "Board", found, {})
    with pytest.raises(IsPublished):
        deciding.accept_weights(town.ME, table.scope, *told)
    assert table.now == before
    assert deciding.accept_weights(town.ME, table.scope, *told, published_town.WHY) == 2
    assert published_town.standing(town.MAY).status == "restated"


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=15))
def test_points_found_are_the_weights_out_of_a_hundred_at_one_decimal(parts: list[int]) -> None:
    weights = {f"O{place}": part / sum(parts) for place, part in enumerate(parts)}
    found = points_found(weights)
    assert sum(found.values()) == pytest.approx(100, abs=0.05 * len(parts) + 1e-9)
    assert all(abs(found[key] - 100 * weights[key]) <= 0.05 + 1e-9 for key in weights)


def test_a_decision_without_any_points_is_refused(here: Table) -> None:
    before = as_it_was(here)
    with pytest.raises(Explained, match="No objective has any points"):
        decide(here, dict.fromkeys(("O1", "O2", "O3"), 0.0), reasons=dict.fromkeys(("O1", "O2", "O3"), "None matters"))
    assert as_it_was(here) == before
