"""What a person can correct between reading a file and planning it: columns, choices, coverage, the date."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data_access import UnitOfWork
from data_access.intake import AS_OF, apart
from data_access.intake.headers import CURRENCY
from data_access.intake.money import OTHER_CURRENCY
from data_access.intake.source import Source as Source
from data_access.portfolios import PortfolioFacts
from data_access.schema import REGISTERS, Field
from data_access.settings import settings
from data_access.states import Coverage as Coverage
from services.access import Scope
from services.errors import Explained
from services.seen import looking
from services.upload_notices import NO_KEY_KNOWN as NO_KEY_KNOWN
from services.uploads import FileRead

DATED_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
NAMED_COVERAGE = ("department", "programme")


@dataclass(frozen=True)
class CoverageChoices:
    """What a file may speak for. Each kind's values are (value, whether the file holds it), the file's own first."""

    proposed: Coverage
    why: str
    named: dict[str, tuple[tuple[str, bool], ...]]
    projects: tuple[str, ...]


def largest() -> int:
    """Return how many bytes a file may have that comes through the browser."""
    return settings().upload_bytes


def register_titles() -> dict[str, str]:
    """Return the registers that can be uploaded: name to title."""
    return {name: register.title for name, register in REGISTERS.items()}


def fields(register: str) -> tuple[Field, ...]:
    """Return the columns a file's column can be read as."""
    return tuple(field for field in REGISTERS[register].fields if field.name != "period_kind")


def read_as(file: FileRead, header: str, column: str | None) -> FileRead:
    """Return the file with one of its columns read as another column (`AS_OF` for the date, None for its own)."""
    return file.with_mapping(apart.reassigned(file.raw, file.mapping, REGISTERS[file.register], header, column))


def with_choice(file: FileRead, header: str, **choices: Any) -> FileRead:
    """Return the file with another order of dates, decimal sign, unit, currency or scale for one column."""
    return file.with_mapping(file.mapping.chosen(header, **choices))


def with_date_order(file: FileRead, order: str) -> FileRead:
    """Return the file with one order of day and month for every column that is undecided."""
    mapping = file.mapping
    for column in mapping.undecided:
        mapping = mapping.chosen(column.header, order=order)
    return file.with_mapping(mapping)


def with_rate(file: FileRead, currency: str, rate: str) -> FileRead:
    """Return the file with what one unit of another currency is worth in the portfolio's; raises Explained."""
    if not re.fullmatch(r"\d{1,12}(\.\d{1,12})?", rate) or not float(rate):
        raise Explained(f'"{rate}" is not a rate.', repair="Write a number above zero, such as 1.08.")
    return file.with_mapping(replace(file.mapping, rates={**file.mapping.rates, currency: rate}))


def other_currencies(emptied: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """Return the currencies of amounts that a plan emptied for want of a rate, as written in value or header."""
    found = set()
    for one in emptied:
        if one["rule"] == OTHER_CURRENCY:
            match = CURRENCY.search(str(one["value"])) or CURRENCY.search(str(one["column"]))
            if match:
                found.add(match.group().upper())
    return tuple(sorted(found))


def missing(file: FileRead) -> list[Field]:
    """Return the required columns that no column of the file is read as."""
    return [field for field in fields(file.register) if field.required and file.mapping.of_column(field.name) is None]


def kind_of(file: FileRead, header: str) -> str:
    """Return what a column of the file holds as it is read: a field's kind, '' where it is kept as it is."""
    column = file.mapping.of_header(header).column
    if column is None:
        return ""
    return "date" if column == AS_OF else REGISTERS[file.register].by_name[column].kind


def dated_by_name(file_name: str) -> date | None:
    """Return the status date written in a file's name, None where there is none.

    >>> dated_by_name("NYC_capital_projects_20190901.csv"), dated_by_name("projects-2016.csv")
    (datetime.date(2019, 9, 1), None)
    """
    match = DATED_NAME.search(file_name)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def coverage_choices(scope: Scope, file: FileRead) -> CoverageChoices:
    """Return what the file may speak for, with a proposal and its reason.

    Where a file of projects holds only some of the departments (or else programmes) known so far, these are
    proposed; else the whole portfolio.
    """
    projects = tuple(sorted(_values(file, "project_key")))
    if file.register != "projects":
        return CoverageChoices(Coverage(), "The file is taken as the whole register.", {}, projects)
    held = {kind: _values(file, kind) for kind in NAMED_COVERAGE}
    with looking(scope) as (work, facts):
        known = _known(work, facts)
    named = {
        kind: tuple((value, value in held[kind]) for value in [*sorted(held[kind]), *sorted(known[kind] - held[kind])])
        for kind in NAMED_COVERAGE
        if held[kind]
    }
    proposed, why = _proposed(held, known)
    return CoverageChoices(proposed, why, named, projects)


def _proposed(held: dict[str, set[str]], known: dict[str, set[str]]) -> tuple[Coverage, str]:
    if not any(known.values()):
        return Coverage(), "No project is stored yet."
    for kind in NAMED_COVERAGE:
        if held[kind] and held[kind] < known[kind]:
            told = f"The file holds {len(held[kind])} of the {len(known[kind])} {kind}s known so far."
            return Coverage(kind, tuple(sorted(held[kind]))), told
    return Coverage(), "The file is not limited to some of the departments or programmes known so far."


def _known(work: UnitOfWork, facts: PortfolioFacts) -> dict[str, set[str]]:
    dates = work.registers.dates(facts.id)
    if not dates:
        return {kind: set() for kind in NAMED_COVERAGE}
    state = work.registers.state(facts.id, "projects", dates[-1], facts.minor_digits, NAMED_COVERAGE)
    return {kind: set(state[kind].dropna()) for kind in NAMED_COVERAGE}


def _values(file: FileRead, column: str) -> set[str]:
    mapped = file.mapping.of_column(column)
    if mapped is None:
        return set()
    return {text.strip() for text in file.raw.factorized(mapped.header)[1] if text.strip()}
