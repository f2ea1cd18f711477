"""The address as the state of every page: which portfolio, which dates, which filters. No Streamlit here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from ui.wording.formats import day

DIMENSIONS: dict[str, str] = {
    "department": "Department",
    "programme": "Programme",
    "category": "Category",
    "phase": "Phase",
    "location": "Location",
    "investment_class": "Investment class",
    "status": "Status",
    "objective": "Objective",
}
NO_COMPARISON = "none"
OWN = ("portfolio", "as_of", "compare", *DIMENSIONS)
Query = Mapping[str, Sequence[str]]
Choices = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Context:
    """What the reader looks at. `filters` are (dimension, value) in the order of `DIMENSIONS`."""

    portfolio: str
    as_of: date | None = None
    compared_with: date | None = None
    filters: tuple[tuple[str, str], ...] = ()

    def query(self) -> dict[str, list[str]]:
        """Return the query parameters that lead back here."""
        found = {"portfolio": [self.portfolio]}
        if self.as_of is not None:
            found["as_of"] = [self.as_of.isoformat()]
            found["compare"] = [self.compared_with.isoformat() if self.compared_with else NO_COMPARISON]
        for dimension, value in self.filters:
            found.setdefault(dimension, []).append(value)
        return found


def own(query: Query) -> dict[str, list[str]]:
    """Return the part of a query that this module answers for; the rest belongs to the page."""
    return {key: list(values) for key, values in query.items() if key in OWN and values}


def wanted_portfolio(
    query: Query, keys: Sequence[str], usual: Callable[[], str | None]
) -> tuple[str | None, list[str]]:
    """Return the portfolio asked for, else the usual one or the first; a note where the address names an unknown one.

    `usual` is asked only where it is needed.
    """
    if not keys:
        return None, []
    asked = _first(query, "portfolio")
    if asked is not None and asked in keys:
        return asked, []
    preferred = usual()
    instead = preferred if preferred in keys else keys[0]
    return instead, [] if asked is None else [f'The address names a portfolio "{asked}" that does not exist here.']


def resolved(
    query: Query, portfolio: str, dates: Sequence[date], choices: Choices | None, until: date | None = None
) -> tuple[Context, list[str]]:
    """Return the context an address asks for, and a note for each value that had to fall back.

    Parameters
    ----------
    dates : as-of dates that exist, ascending.
    choices : values that can be filtered on, by dimension; None leaves the filters as they stand,
        for a first pass that only needs the dates.
    until : the newest published date, where the reader is shown no draft; what is later may well be reported.
    """
    notes: list[str] = []
    if not dates:
        return Context(portfolio), notes
    as_of = _as_of(query, dates, until, notes)
    compared_with = _compared_with(query, dates, as_of, until, notes)
    filters = tuple(_filters(query, choices, notes))
    return Context(portfolio, as_of, compared_with, filters), notes


def previous(dates: Iterable[date], as_of: date) -> date | None:
    """Return the last date before another, or None."""
    return max((known for known in dates if known < as_of), default=None)


def moved_to(context: Context, as_of: date, dates: Sequence[date]) -> Context:
    """Return the context at another as-of date; a comparison with the period before moves along."""
    assert context.as_of is not None
    compared_with = context.compared_with
    was_previous = compared_with == previous(dates, context.as_of)
    if was_previous or (compared_with is not None and compared_with >= as_of):
        compared_with = previous(dates, as_of)
    return replace(context, as_of=as_of, compared_with=compared_with)


def filtered(context: Context, dimension: str, values: Iterable[str]) -> Context:
    """Return the context with the values of one filter dimension replaced."""
    kept = [pair for pair in context.filters if pair[0] != dimension]
    kept += [(dimension, value) for value in values]
    order = list(DIMENSIONS)
    return replace(context, filters=tuple(sorted(kept, key=lambda pair: order.index(pair[0]))))


def merged(query: Query, changes: Mapping[str, object]) -> dict[str, list[str]]:
    """Return query parameters with some replaced; None removes one, a list gives several values.

    >>> merged({"portfolio": ["a"], "phase": ["Design"]}, {"phase": None, "project": 7})
    {'portfolio': ['a'], 'project': ['7']}
    """
    result = {key: list(values) for key, values in query.items()}
    for key, value in changes.items():
        if value is None:
            result.pop(key, None)
        elif isinstance(value, (list, tuple)):
            result[key] = [_written(item) for item in value]
        else:
            result[key] = [_written(value)]
    return result


def encoded(query: Query) -> str:
    """Return the query as it stands after the question mark of an address."""
    return urlencode([(key, value) for key, values in query.items() for value in values])


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _first(query: Query, key: str) -> str | None:
    values = query.get(key) or []
    return values[0] if values else None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _as_of(query: Query, dates: Sequence[date], until: date | None, notes: list[str]) -> date:
    asked = _first(query, "as_of")
    newest = dates[-1]
    if asked is None:
        return newest
    found = _date(asked)
    if found in dates and found is not None:
        return found
    if found is None:
        notes.append(f'The address asks for "{asked}", which is not a date; {day(newest)} is shown.')
        return newest
    nearest = previous(dates, found) or newest
    why = f"{day(found)} is not published" if _later(found, until) else f"Nothing was reported as of {day(found)}"
    notes.append(f"{why}; {day(nearest)} is shown.")
    return nearest


def _later(asked: date, until: date | None) -> bool:
    return until is not None and asked > until


def _compared_with(
    query: Query, dates: Sequence[date], as_of: date, until: date | None, notes: list[str]
) -> date | None:
    asked = _first(query, "compare")
    before = previous(dates, as_of)
    if asked == NO_COMPARISON:
        return None
    if asked is None:
        return before
    found = _date(asked)
    if found is not None and found in dates and found < as_of:
        return found
    instead = f"{day(before)} is used" if before else "nothing is compared"
    shown = day(found) if found else f'"{asked}"'
    why = f"A comparison with {shown} is not possible as of {day(as_of)}"
    if found is not None and _later(found, until):
        why = f"{shown} is not published, so nothing is compared with it"
        instead = f"{day(before)} is used" if before else ""
    notes.append(f"{'; '.join(part for part in (why, instead) if part)}.")
    return before


def _filters(query: Query, choices: Choices | None, notes: list[str]) -> Iterable[tuple[str, str]]:
    for dimension, title in DIMENSIONS.items():
        for value in dict.fromkeys(query.get(dimension, ())):
            if choices is None or value in choices.get(dimension, {}):
                yield dimension, value
            else:
                notes.append(f'No project has {title.lower()} "{value}" at this date; that filter is left out.')
