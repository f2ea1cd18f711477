"""What the live line tells a phone of a rating: its evidence, and the money that hangs on it where any does."""

from services.workshops import challenging
from services.workshops.rules import Rules
from tests.services.workshops import proposals
from tests.services.workshops.held import Table
from tests.services.workshops.proposals import AS_OF, COST, ME, TOTAL
from tests.ui.join.phones import line, served, sit
from ui.wording.formats import money


def test_of_a_rating_a_phone_is_told_evidence_and_money_and_not_how_it_is_rated(sqlite_url, monkeypatch):
    number = challenging.prepare_challenge(ME, proposals.store(), AS_OF, "Ratings", Rules(), TOTAL)
    table = Table(ME, "works", number)
    table.take("open_session")
    device = served(monkeypatch, sign_in="none")
    sit(device, table.now.code)
    table.take("ask_next")
    first = table.now.frame["ratings"][0]
    with line(device) as phone:
        told = phone.told("shown")["shown"]["question"]["evidence"]
    assert told == {"told": first["evidence"], "money": money(COST[first["project"]], "USD")}


def test_a_phone_is_told_no_money_where_none_hangs_on_the_rating(sqlite_url, monkeypatch):
    number = challenging.prepare_challenge(ME, proposals.store(), AS_OF, "Ratings", Rules(), TOTAL, 3)
    table = Table(ME, "works", number)
    table.take("begin_scoring")
    device = served(monkeypatch, sign_in="none")
    sit(device, table.now.code)
    with line(device) as phone:
        shown = phone.told("shown")["shown"]["beforehand"]
    told = [bool(each["evidence"]["money"]) for each in shown]
    assert told == [rating["needed"] is not None for rating in table.now.frame["ratings"]]
    assert set(told) == {True, False}
