"""A first part below a rated objective stops its ratings from counting only where that was agreed to."""

import pytest

from services import alignment, objectives
from services.access import Scope
from services.errors import Explained
from tests.services.rated_works import built, now
from tests.services.slip_works import LAST, ME


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return built()


def rated() -> int:
    return int((alignment.read(now(), LAST, proposed=True).projects["rated"] > 0).sum())


def test_it_is_known_how_many_projects_lose_their_rating_by_a_first_part(works: Scope) -> None:
    assert [objectives.silenced(works, LAST, key) for key in ("O1", "O2", "O3", None)] == [2, 2, 2, 0]


def test_ratings_of_one_objective_are_told_as_one_and_as_many(works: Scope) -> None:
    alignment.rate(ME, works, LAST, [("P-006", "O1", None)])
    with pytest.raises(Explained, match='1 project is rated on "Growth"'):
        objectives.add(ME, now(), LAST, "More jobs", points=5, parent="O1")


def test_a_part_below_a_rated_objective_is_not_added_without_a_word(works: Scope) -> None:
    before = rated()
    with pytest.raises(Explained, match='2 projects are rated on "Growth"'):
        objectives.add(ME, works, LAST, "More jobs", points=5, parent="O1")
    assert "More jobs" not in objectives.names(now(), LAST).values()
    assert rated() == before


def test_an_objective_is_not_moved_below_a_rated_one_without_a_word(works: Scope) -> None:
    with pytest.raises(Explained, match="would stop counting"):
        objectives.change(ME, works, LAST, "O3", name="Clean air", parent="O1")
    assert alignment.read(now(), LAST).tree["leaf"].all()


def test_who_agrees_gets_the_part_and_the_ratings_count_again_once_it_is_gone(works: Scope) -> None:
    before = rated()
    key = objectives.add(ME, works, LAST, "More jobs", points=5, parent="O1", silencing=True)
    assert rated() < before
    objectives.remove(ME, now(), LAST, key)
    assert rated() == before


def test_a_second_part_stops_nothing_more_and_needs_no_word(works: Scope) -> None:
    objectives.add(ME, works, LAST, "More jobs", points=5, parent="O1", silencing=True)
    assert objectives.silenced(now(), LAST, "O1") == 0
    objectives.add(ME, now(), LAST, "Better jobs", points=5, parent="O1")
    assert "Better jobs" in objectives.names(now(), LAST).values()


def test_below_what_nobody_rated_a_part_is_added_at_once(works: Scope) -> None:
    fresh = objectives.add(ME, works, LAST, "Calm", points=5)
    objectives.add(ME, now(), LAST, "Calm nights", points=5, parent=fresh)
    assert alignment.read(now(), LAST).tree.set_index("objective_key")["depth"].max() == 1
