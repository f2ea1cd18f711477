"""A phone on which questions are answered beforehand: only one's own are walked through and counted."""

import pytest
from playwright.sync_api import Browser, expect

from data_access.settings import settings
from services.workshops import making, scoring
from tests.browser.room import Phone
from tests.services.workshops import round_table
from tests.services.workshops.round_table import FACILITATOR

ANNA, BEN, CARLA = ("Anna Berg", ""), ("Ben Okoro", ""), ("Carla Ruiz", "")


@pytest.fixture(scope="module")
def running(start_apart):
    """A server on a database of this file's own, and that database's address."""
    return start_apart("beforehand")


@pytest.fixture
def table(running, monkeypatch) -> round_table.Table:
    """Three pairs, to be answered alone: Anna may not judge one objective, Ben none, Carla all."""
    monkeypatch.setenv("DATABASE_URL", running[1])
    settings.cache_clear()
    table = round_table.prepared(round_table.store(), ANNA, BEN, CARLA, quorum=3)
    anna, ben, _ = table.now.seats
    for seat, conflicts in ((anna, ["O1"]), (ben, ["O1", "O2", "O3"])):
        making.change_seat(FACILITATOR, table.scope, table.number, seat.id, votes=True, conflicts=conflicts)
    scoring.begin_scoring(FACILITATOR, table.scope, table.number, table.now.version)
    return table


def test_who_is_recused_is_led_through_their_own_questions_alone(browser: Browser, running, table) -> None:
    anna, ben, carla = phones = [Phone(browser, running[0]) for _ in range(3)]
    for each, (name, _) in zip(phones, (ANNA, BEN, CARLA), strict=True):
        each.look(table.code)
        each.sit(name)
    expect(anna.page.locator("#place")).to_have_text("Question 1 of 1 · Anna Berg")
    expect(anna.page.get_by_text("0 of 1 answered.")).to_be_visible()
    expect(anna.page.get_by_text("You are not asked 2 that others answer.")).to_be_visible()
    expect(anna.page.get_by_role("button", name="Back")).to_be_disabled()
    expect(anna.page.get_by_role("button", name="Next")).to_be_disabled()
    anna.answer(-2)
    expect(anna.page.get_by_text("You have answered everything.")).to_be_visible()
    expect(ben.page.get_by_role("heading", name="You are asked none of these questions.")).to_be_visible()
    expect(ben.page.locator("#place")).to_have_text("Ben Okoro")
    expect(carla.page.locator("#place")).to_have_text("Question 1 of 3 · Carla Ruiz")
    for place in (2, 3):
        carla.page.get_by_role("button", name="Next").click()
        expect(carla.page.locator("#place")).to_have_text(f"Question {place} of 3 · Carla Ruiz")
    expect(carla.page.get_by_role("button", name="Next")).to_be_disabled()
    assert [each.visitor.complaints() for each in phones] == [[]] * 3
    for each in phones:
        each.close()
