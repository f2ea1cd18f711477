"""What a workshop decided leads back to it: who decided, and why it departs from what was found."""

from dataclasses import replace

import pytest

from services import access, alignment, objective_versions, ratings_told
from services.access import Scope
from services.seen import looking
from services.workshops import challenging, deciding, making, traced
from services.workshops.deciding import points_found
from services.workshops.rules import Rules
from services.workshops.traced import Departure, Traced
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.minds import alike, lead
from tests.services.workshops.proposals import AS_OF, ME, TOTAL, store

NAMES = ("Anna", "Ben", "Carla")


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return store()


def test_a_version_of_the_objectives_names_the_workshop_it_came_from(works: Scope) -> None:
    table = open_workshop(ME, works, AS_OF)
    lead(table, alike({"O1": 2.0, "O2": 6.0, "O3": 2.0}))
    table.take("close")
    assert table.now.result is not None
    points = {**points_found(table.now.result["weights"]), "O1": 30.0}
    told = (table.number, table.now.version, AS_OF, "Board", points, {"O1": "Growth was promised"})
    deciding.accept_weights(ME, table.scope, *told)
    alignment.set_points(ME, table.scope, AS_OF, {"O2": 50.0})
    by_hand, decided, first = objective_versions.read(table.scope, AS_OF)
    assert (by_hand.workshop, first.workshop) == (None, None)
    assert decided.workshop == Traced(
        table.number, "What matters most", table.now.closed_at, "Board", ME.name,
        (Departure(("O1",), "Growth", 20.0, 30.0, "Growth was promised"),),
    )  # fmt: skip
    assert decided.workshop.reason("O1") == "Growth was promised"
    assert decided.workshop.reason("O2") is None


def test_a_rating_names_the_challenge_it_came_from_until_it_is_rated_anew(works: Scope) -> None:
    table = Table(ME, works.portfolio, challenging.prepare_challenge(ME, works, AS_OF, "Ratings", Rules(), TOTAL))
    making.invite(ME, works, table.number, [(name, "") for name in NAMES])
    table.take("open_session")
    table.join(*NAMES)
    table.ask(dict.fromkeys(NAMES, 4))
    table.take("close")
    first = table.now.frame["ratings"][0]
    pair = (first["project"], first["objective"])
    told = (table.number, table.now.version, AS_OF, "Board", {pair: "none"}, {pair: "The report is old"})
    challenging.accept_ratings(ME, table.scope, *told)

    def rows() -> dict:
        return ratings_told.of_project(table.scope, AS_OF, pair[0]).set_index("objective_key").to_dict("index")

    row = rows()[pair[1]]
    assert (row["rating"], row["workshop"].title, row["workshop"].by) == ("none", "Ratings", "Board")
    assert row["reason"] == "The report is old"
    assert all(other["workshop"] is None for key, other in rows().items() if key != pair[1])
    alignment.rate_with_evidence(ME, table.scope, AS_OF, *pair, "low", "A new report")
    assert rows()[pair[1]]["workshop"] is None


def test_a_reader_from_whom_projects_are_kept_is_told_of_no_challenge(works: Scope) -> None:
    test_a_rating_names_the_challenge_it_came_from_until_it_is_rated_anew(works)
    scope = access.scope(ME, works.portfolio)
    with looking(scope) as (work, facts):
        assert len(traced.of_snapshots(scope, work, facts)) == 1
        assert traced.of_snapshots(replace(scope, hidden=frozenset({"A"})), work, facts) == {}
