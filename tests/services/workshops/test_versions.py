"""Versions of a workshop: the first is found from any of them, and no two are called alike."""

from services.workshops import repeating, versions
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.proposals import AS_OF, ME, store


def test_the_first_is_found_over_any_number_of_versions_and_without_those_not_shown() -> None:
    replaces = {1: None, 2: 1, 3: 2, 4: 1, 9: None}
    assert [versions.first(replaces, number) for number in (1, 2, 3, 4, 9)] == [1, 1, 1, 1, 9]
    assert versions.first({3: 2}, 3) == 3


def test_each_new_version_bears_the_title_of_the_first_and_a_number_of_its_own(sqlite_url: str) -> None:
    table = open_workshop(ME, store(), AS_OF)
    table.take("close")
    titles = []
    for number in (table.number, table.number):
        made = Table(ME, table.portfolio, repeating.again(ME, table.scope, number))
        titles.append(made.now.title)
    made.take("open_session", "close")
    titles.append(Table(ME, table.portfolio, repeating.again(ME, table.scope, made.number)).now.title)
    assert titles == [f"What matters most, version {number}" for number in (2, 3, 4)]
