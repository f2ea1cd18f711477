"""A date for which only part has reported is known for one, and who is still to come is told."""

from datetime import date, timedelta

import pytest

from data_access import transaction
from services import access, derived, partial_dates, portfolio_view, portrait
from services.access import found as found_in
from tests.services import slip_works

LATER = slip_works.LAST + timedelta(days=30)
MAY, JUNE, JULY = date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 31)


def reported(many):
    """Return a portfolio of sixty projects in two departments, of which the first `many` report once more."""
    rows = slip_works.reports()
    newest = rows[slip_works.LAST]
    for told in rows.values():
        told["department"] = ["Water" if number < 20 else "Roads" for number in range(len(told))]
    scope = slip_works.store(rows)
    with transaction() as work:
        facts = found_in(work, scope.portfolio)
        slip_works.load(work, facts.id, LATER, newest.head(many))
        work.registers.settle(facts.id, "projects", LATER)
        work.portfolios.raise_version(facts.id)
    scope = access.scope(slip_works.ME, scope.portfolio)
    derived.refresh(scope)
    return scope


def seen(scope, filters=()):
    return portfolio_view.overview(scope, portrait.read(scope, LATER), slip_works.LAST, filters)


def test_a_date_of_one_department_names_the_others_and_of_when_their_values_are(sqlite_url):
    scope = reported(20)
    assert partial_dates.dates(scope) == {LATER}
    told = seen(scope).outstanding
    live = portrait.read(scope, LATER).projects["live"].sum()
    assert (told.departments, told.newest) == (("Roads",), slip_works.LAST)
    assert (told.waiting, told.reported + told.waiting) == (40, live)
    assert seen(scope, (("department", "Water"),)).outstanding is None, "all of Water have reported"


def test_the_course_marks_the_date_that_only_part_has_reported_for(sqlite_url):
    told = portfolio_view.trend(reported(20), LATER)
    assert [period["as_of"] for period in told if period["partial"]] == [LATER]


def test_a_few_late_projects_make_no_date_partial(sqlite_url):
    scope = reported(58)
    assert partial_dates.dates(scope) == frozenset()
    assert seen(scope).outstanding is None


@pytest.mark.parametrize(
    ("came", "partly"),
    [
        ({MAY: (5, 10)}, set()),
        ({MAY: (10, 10), JUNE: (4, 10), JULY: (5, 10)}, {JUNE, JULY}),
        ({MAY: (5, 10), JUNE: (5, 10)}, set()),
        ({MAY: (10, 10), JUNE: (4, 4)}, set()),
    ],
)
def test_what_long_stopped_reporting_or_has_ended_is_not_awaited(came, partly):
    assert partial_dates.partial(came) == partly
