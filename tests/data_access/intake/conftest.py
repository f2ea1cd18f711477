"""What the tests of intake share: short ways from text to a table and to a checked file."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from data_access.intake import Checked, PortfolioFacts, RawTable, Source, check, propose, read_table
from data_access.schema import REGISTERS, Register

DATES = ("05/01/2014", "02/01/2015", "08/01/2015", "01/01/2016")
HEADER = (
    "Date Reported As Of,PID,Project Name,Managing Agency,Client Agency,Current Phase,Design Start,Budget Forecast,"
    "Latest Budget Changes,Total Budget Changes,Forecast Completion,Latest Schedule Changes,Total Schedule Changes"
)


def survivor_rows(time: str = " 12:00:00 AM") -> list[str]:
    """Return the rows of 25 projects at four dates, month first; every project is in the last date."""
    written = []
    for number in range(25):
        moves = [0, 7 * number + 1, 30, -number]
        costs = [0, 1000 + number, -500, 250]
        for at, day in enumerate(DATES):
            finish = date(2020, 1, 14) + timedelta(days=number + sum(moves[: at + 1]))
            cost = 1_000_000 + 10_000 * number + sum(costs[: at + 1])
            written.append(
                f"{day}{time},{number},Plant {number},DEP,DEP,Design,09/23/2013,{cost}.5,"
                f"{costs[at] if at else ''},{sum(costs)},{finish:%m/%d/%Y},{moves[at] if at else ''},{sum(moves)}"
            )
    return written


@pytest.fixture(scope="session")
def survivors() -> str:
    """A small list of capital projects with the traps of a public one: survivors, totals that know the future."""
    return "\n".join([HEADER, *survivor_rows()]) + "\n"


@pytest.fixture(scope="session")
def projects() -> Register:
    """The register of projects."""
    return REGISTERS["projects"]


@pytest.fixture(scope="session")
def portfolio() -> PortfolioFacts:
    """A portfolio in dollars whose fiscal year begins in April."""
    return PortfolioFacts("USD", 2, 4, "ask")


@pytest.fixture
def table() -> Callable[..., RawTable]:
    """Read a text, or bytes, as a table."""

    def read(content: str | bytes, name: str = "file.csv") -> RawTable:
        data = content.encode() if isinstance(content, str) else content
        return read_table(Source(data, name))

    return read


@pytest.fixture
def checked(table: Callable[..., RawTable], projects: Register, portfolio: PortfolioFacts) -> Callable[..., Checked]:
    """Check a text against the register of projects, or another, with the mapping that is proposed."""

    def run(content: str, as_of: date | None = date(2024, 3, 31), register: Register = projects, **choices) -> Checked:
        raw = table(content)
        return check(raw, propose(raw, register, **choices), register, portfolio, as_of)

    return run
