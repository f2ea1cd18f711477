"""Weighings are kept beside the points they gave, the newest first, and a reader sees none of a hidden project."""

from datetime import date

from data_access import UnitOfWork, transaction
from data_access.seen_work import reading_as
from data_access.sight import Sight
from services import access, portfolios

ME = access.Actor("tester", "admin")
EARLY, LATE = date(2025, 1, 31), date(2025, 2, 28)
VALUES = {"group_key": "", "method": "rank", "judgments": {"order": ["O1"]}, "result": {"weights": {"O1": 1.0}}}


def stored(work: UnitOfWork, portfolio: int) -> None:
    for as_of, reason in ((EARLY, "Because of P-1"), (LATE, "Agreed")):
        work.weighings.add(portfolio, ME.name, as_of, {**VALUES, "reason": reason, "snapshot_id": None})


def test_weighings_come_back_up_to_a_date_with_who_made_them(database_url):
    facts = portfolios.create(ME, "town", "Town", "USD", 7)
    with transaction() as work:
        stored(work, facts.id)
        found = work.weighings.listing(facts.id, LATE)
        assert [row["reason"] for row in found] == ["Agreed", "Because of P-1"]
        assert found[0]["judgments"] == {"order": ["O1"]}
        assert found[0]["made_by"] == "tester"
        assert len(work.weighings.listing(facts.id, EARLY)) == 1
        assert work.weighings.listing(facts.id + 1, LATE) == []


def test_a_reader_sees_no_later_date_and_no_word_of_a_hidden_project(database_url):
    facts = portfolios.create(ME, "town", "Town", "USD", 7)
    with transaction() as work:
        stored(work, facts.id)
    with reading_as(Sight(until=EARLY)) as work:
        assert [row["as_of"] for row in work.weighings.listing(facts.id, LATE)] == [EARLY]
    with reading_as(Sight(hidden=frozenset({"P-1"}))) as work:
        assert [row["reason"] for row in work.weighings.listing(facts.id, LATE)] == ["Agreed"]
