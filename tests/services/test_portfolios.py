"""What of a portfolio can be changed, and what data have fixed."""

from datetime import date

import pytest

from services import intake, portfolios, uploads
from services.access import Actor, local_user, scope
from services.errors import Explained, NotAllowed
from services.readings import Source

ME = local_user()
FILE = b"Project ID,Project Name\nP1,Pumps\n"


@pytest.fixture
def works(database_url):
    portfolios.create(ME, "works", "Works", "USD", 7)


def fill():
    view = scope(ME, "works")
    plan = uploads.plan(ME, view, uploads.read(ME, view, Source(FILE, "works.csv")), as_of=date(2026, 7, 31))
    intake.commit(ME, view, plan["hash"])


def test_the_last_to_receive_projects_opens_first_and_an_empty_one_never(works):
    assert portfolios.opened_first(ME) is None
    fill()
    portfolios.create(ME, "again", "Again", "USD")
    assert portfolios.opened_first(ME) == "works"


def test_an_empty_portfolio_can_change_its_currency_and_fiscal_year(works):
    assert not portfolios.has_data(scope(ME, "works"))
    changed = portfolios.change(ME, scope(ME, "works"), name="Town works", currency="EUR", fiscal_start_month=4)
    assert (changed.name, changed.currency, changed.fiscal_start_month) == ("Town works", "EUR", 4)


def test_once_data_exist_currency_and_fiscal_year_stay_and_the_name_does_not(works):
    fill()
    assert portfolios.has_data(scope(ME, "works"))
    with pytest.raises(Explained, match="cannot change once data exist"):
        portfolios.change(ME, scope(ME, "works"), currency="EUR")
    assert portfolios.change(ME, scope(ME, "works"), name="Town works", currency="USD").name == "Town works"


def test_what_fy24_names_can_be_decided_once_even_with_data(works):
    fill()
    assert portfolios.change(ME, scope(ME, "works"), fiscal_label="end").fiscal_label == "end"
    with pytest.raises(Explained):
        portfolios.change(ME, scope(ME, "works"), fiscal_label="start")


@pytest.mark.parametrize(
    "values",
    [{"currency": "dollars"}, {"fiscal_start_month": 13}, {"name": "  "}],
    ids=["currency", "month", "name"],
)
def test_a_change_keeps_the_rules_of_a_new_portfolio(works, values):
    with pytest.raises(Explained):
        portfolios.change(ME, scope(ME, "works"), **values)


@pytest.mark.parametrize(
    "thresholds",
    [
        {"schedule_amber_days": 90},
        {"cost_red_percent": 10},
        {"exposure_amber_percent": -1},
        {"index_amber": 0.9},
        {"top_objectives": 0},
    ],
    ids=lambda given: next(iter(given)),
)
def test_thresholds_in_the_wrong_order_are_refused(works, thresholds):
    with pytest.raises(Explained):
        portfolios.change(ME, scope(ME, "works"), thresholds=thresholds)


def test_a_change_of_thresholds_raises_the_data_version_and_is_recorded_once(works):
    before = scope(ME, "works").data_version
    portfolios.change(ME, scope(ME, "works"), thresholds={"schedule_red_days": 120})
    assert portfolios.facts(scope(ME, "works")).thresholds["schedule_red_days"] == 120
    assert scope(ME, "works").data_version == before + 1
    portfolios.change(ME, scope(ME, "works"), name="Works", thresholds={"schedule_red_days": 120})
    assert scope(ME, "works").data_version == before + 1


def test_a_reader_may_change_nothing(works):
    with pytest.raises(NotAllowed):
        portfolios.change(Actor("reader", "viewer"), scope(ME, "works"), name="Mine")
