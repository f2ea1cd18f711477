"""What a choice takes of further limits, what lapses of funds, and which projects each may pay."""

from dataclasses import replace

import pytest

from services import budget_used, portfolio_candidates
from services.candidates import Asked
from services.portfolio_candidates import Valuing
from tests.services import harbour
from tests.services.harbour import AS_OF


@pytest.fixture
def funding(database_url):
    return portfolio_candidates.read(harbour.store(), AS_OF, Valuing("strategic"))


def used(funding, chosen, **ends):
    found = funding.candidates
    asked = Asked(amounts=tuple((name.replace("_", " "), limit) for name, limit in ends.items()))
    return budget_used.used(found, asked, (*found.decided, *chosen))


def test_each_limit_stands_with_what_the_choice_takes_of_it(funding):
    opex, people = used(funding, ["D 1"], Opex_FY27=50_00, Engineer_FY27=300)
    assert (opex.name, opex.kind, opex.period, opex.limit, opex.taken, opex.left) == (
        "Opex FY27",
        "opex",
        "FY27",
        50_00,
        40_00,
        10_00,
    )
    assert (opex.chosen, opex.candidates, opex.lapses) == (1, 2, None)
    assert (people.kind, people.taken, people.left) == ("role", 250, 50)


def test_what_no_chosen_project_may_use_of_a_year_lapses(funding):
    (year,) = used(funding, ["D 1"], Levy_FY27=500_00)
    assert (year.taken, year.left, year.lapses) == (420_00, 80_00, 80_00)
    (all_years,) = used(funding, ["D 1"], Levy=1000_00)
    assert (all_years.period, all_years.lapses) == (None, None)


def test_of_a_fund_that_others_help_out_nothing_is_left(funding):
    (year,) = used(funding, ["D 1"], Levy_FY27=400_00)
    assert (year.taken, year.left, year.lapses) == (420_00, 0, 0)


def test_each_fund_is_listed_with_the_projects_it_may_pay(funding):
    rows = budget_used.eligible(funding, ("D 1",))
    grant = rows[rows["fund"] == "Grant"].set_index("name")
    assert grant["chosen"].to_dict() == {"Harbour wall": True, "Library": False, "Bridge": False}
    assert grant["cost"].to_dict() == {"Harbour wall": 240, "Library": 120, "Bridge": 200}


def test_options_are_listed_as_their_project(funding):
    found = funding.candidates
    place = found.keys.index("D 2")
    keys = tuple(f"{key}|whole" if key == "D 2" else key for key in found.keys)
    optional = replace(
        found, keys=keys, options_of={"D 2": ("D 2|whole",)}, none_of={"D 2": found.keys[-1]}, names=found.names
    )
    rows = budget_used.eligible(replace(funding, candidates=optional), (keys[place],))
    assert rows[rows["name"] == "Library"]["chosen"].tolist() == [True]
