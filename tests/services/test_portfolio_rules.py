"""What the register of dependencies says about funding."""

from dataclasses import replace

import pytest

from models.selection_rules import Rule
from services import portfolio_rules
from tests.services import harbour
from tests.services.harbour import AS_OF

KEYS = ("D 1", "D 2", "N 1", "N 2")


@pytest.fixture
def scope(database_url):
    return harbour.store()


def test_the_successor_requires_the_predecessor_under_its_newest_key(scope):
    assert portfolio_rules.rules(scope, AS_OF, KEYS) == (
        Rule("requires", ("N 1", "D 1"), origin="register"),
        Rule("excludes", ("N 2", "N 1"), origin="register"),
    )


def test_what_is_no_rule_between_candidates_is_counted(scope):
    found = portfolio_rules.read(scope, AS_OF, KEYS)
    assert (found.met, found.elsewhere, found.over, found.schedule) == (1, 1, 1, 1)


def test_a_requirement_of_something_cancelled_or_unknown_is_a_warning(scope):
    assert portfolio_rules.read(scope, AS_OF, KEYS).broken == (("N 2", "X 1"), ("D 2", "ZZ"))


def test_a_requirement_of_a_project_outside_the_filters_does_not_count(scope):
    found = portfolio_rules.read(scope, AS_OF, ("N 1",))
    assert (found.rules, found.elsewhere, found.broken) == ((), 3, ())


def test_links_with_projects_out_of_sight_are_passed_over(scope):
    found = portfolio_rules.read(replace(scope, hidden=frozenset({"X 1", "ZZ", "F 1"})), AS_OF, KEYS)
    assert (len(found.rules), found.met, found.broken) == (2, 0, ())


def test_without_the_register_there_is_no_rule(database_url):
    found = portfolio_rules.read(harbour.store(without=("dependencies",)), AS_OF, KEYS)
    assert (found.rules, found.met, found.elsewhere, found.schedule) == ((), 0, 0, 0)
