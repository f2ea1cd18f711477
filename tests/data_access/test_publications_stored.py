from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from data_access import database, reading, transaction

DAY = date(2026, 5, 31)
CITY = {"key": "city", "name": "City", "currency": "USD", "fiscal_start_month": 1, "time_zone": "UTC", "thresholds": {}}


@pytest.fixture
def portfolio(database_url: str) -> int:
    with transaction() as work:
        facts = work.portfolios.add(CITY)
        number = work.publications.add(facts.id, DAY, {"late": 2.5}, "method 1", "Ann", [])
        words = {"reason": "Why", "approved_by": "Ben", "cause": "risks: rows edited"}
        work.publications.restate(facts.id, number, "Cy", {**words, "before": {"late": 2.5}, "after": {"late": 3}})
    return facts.id


def test_rows_come_back_as_they_were_stored(portfolio: int) -> None:
    with reading() as work:
        (published,), (restated,) = work.publications_stored.publications(), work.publications_stored.restatements()
    for row in (published, restated):
        assert (row.portfolio_id, row.portfolio, row.as_of) == (portfolio, "city", "2026-05-31")
        assert row.at is not None
        assert abs((datetime.now(UTC) - row.at).total_seconds()) < 600
    assert (published.words, published.figures) == (
        {"published_by": "Ann", "method": "method 1"},
        {"figures": {"late": 2.5}},
    )
    assert restated.words == {"made_by": "Cy", "reason": "Why", "approved_by": "Ben", "cause": "risks: rows edited"}
    assert restated.figures == {"before": {"late": 2.5}, "after": {"late": 3}}


def test_what_cannot_be_read_is_none_and_raises_nothing(sqlite_url: str) -> None:
    with transaction() as work:
        facts = work.portfolios.add(CITY)
        work.publications.add(facts.id, DAY, {"late": 2.5}, "method 1", "Ann", [])
    with database.engine().execution_options(write=True).begin() as connection:
        connection.execute(text("UPDATE publication SET figures = '{', published_at = 'never'"))
    with reading() as work:
        (row,) = work.publications_stored.publications()
    assert (row.figures, row.at) == ({"figures": None}, None)
