"""What of the rows that somebody saw and left is to be written, what does not fit, and what others changed too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from data_access.schema.registers import Register
from services import merging, row_rules
from services.edit_values import stored
from services.merging import ChangedMeanwhile, Clash
from services.row_belonging import ENDS, Key, Place, Values, owner_column
from services.row_keys import NUMBERED
from services.row_rules import Problem, RowsRefused

Told = Mapping[str, Any]
Misfit = tuple[str, str, str]
"""A column, the rule that its value breaks, and the repair."""
TAKEN_OUT = "the whole row to leave"
EMPTY = "empty"


@dataclass(frozen=True)
class Line:
    """A row as somebody saw it and as they left it, in people's units.

    Without `seen` it is new, without `left` taken out. Columns that `left` does not name stay as they are.
    """

    seen: Told | None
    left: Told | None


class RowsChanged(ChangedMeanwhile):
    """Somebody else changed the same rows; `now` holds, by place of the line, what stands there (None: no row).

    `rows` are the keys of the rows as stored, by what each is called.
    """

    def __init__(
        self, what: str, clashes: tuple[Clash, ...], now: Mapping[int, Told | None], rows: Mapping[str, Key]
    ) -> None:
        super().__init__(what, clashes)
        self.now, self.rows = now, rows

    def naming(self, savers: str) -> "RowsChanged":
        """Return this with sentences on who saved the rows last."""
        self.why = f"{savers} {self.why}".strip()
        self.args = (f"{self.what} {self.why} {self.repair}",)
        return self


@dataclass
class Plan:
    """Rows to be changed, added and taken out, in people's units."""

    changed: list[Values] = field(default_factory=list)
    added: list[Values] = field(default_factory=list)
    removed: list[Values] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    now: dict[int, Told | None] = field(default_factory=dict)
    keys: set[Key] = field(default_factory=set)
    fought_over: dict[str, Key] = field(default_factory=dict)


def made(place: Place, lines: Sequence[Line], closed: frozenset[str] = frozenset()) -> Plan:
    """Return what is to be written; raises RowsRefused, or RowsChanged where all values would fit.

    `closed` holds lines of costs that the person is not shown.
    """
    plan, new = Plan(), 0
    for at, line in enumerate(lines):
        if line.seen is not None:
            _existing(place, plan, at, line.seen, line.left)
        elif line.left is not None and any(not _is_empty(value) for value in line.left.values()):
            new += 1
            _new(place, plan, f"New row {new}", line.left, closed)
    if plan.problems:
        raise RowsRefused(plan.problems)
    if plan.clashes:
        raise RowsChanged(f"{place.register.title} of {place.project}", tuple(plan.clashes), plan.now, plan.fought_over)
    return plan


def words(register: Register, row: Told) -> str:
    """Return how people read the key of a row of a project."""
    return ", ".join(_told(row.get(name)) for name in register.key if name != owner_column(register))


def _existing(place: Place, plan: Plan, at: int, told: Told, left: Told | None) -> None:
    """Plan what happens to a row that was there."""
    known, seen = place.register, _stored(place, told)
    key, row = tuple(seen.get(name) for name in known.key), f"Row {words(known, seen)}"
    held = place.rows.get(key)
    now = {} if held is None else {name: row_rules.clean(held[name]) for name in seen}
    if left is None:
        if held is not None:
            both = [Clash(n, n, v, TAKEN_OUT) for n, v in now.items() if v != seen[n]]
            _clash(place, plan, at, (row, key), both)
            plan.removed.append({name: held[name] for name in known.key})
        return
    wanted, misfits = _read(place, left)
    unfit = {name for name, _, _ in misfits}
    touched = {n for n in left if n in seen and (left[n] != told[n] if n in unfit else wanted[n] != seen[n])}
    misfits = [one for one in misfits if one[0] in touched]
    misfits += [
        (name, f'"{_told(seen[name])}" names the row and stays as it is.', "Remove the row and add another.")
        for name in known.key
        if name in touched - unfit
    ]
    if _tell(place, plan, row, misfits) or not touched:
        return
    if held is None:
        plan.clashes.append(Clash(f"{at}", row, "taken out by somebody else", "other values in it"))
        plan.now[at], plan.fought_over[row] = None, key
        return
    try:
        changed = merging.changes(row, seen, now, {name: wanted[name] for name in touched}, {})
    except ChangedMeanwhile as both:
        _clash(place, plan, at, (row, key), both.clashes)
        return
    plan.changed.append({name: held[name] for name in known.key} | {name: left[name] for name in changed})


def _new(place: Place, plan: Plan, row: str, left: Told, closed: frozenset[str]) -> None:
    """Plan a row that was not there; a number is given to one without."""
    known = place.register
    values, misfits = _read(place, left)
    given = {name: left[name] for name, value in values.items() if value is not None}
    if owner := owner_column(known):
        given[owner] = values[owner] = place.project
    number = NUMBERED.get(known.name, ("", ""))[0]
    if number and _is_empty(left.get(number)):
        at = known.key.index(number)
        given[number] = values[number] = place.next_key({str(key[at]) for key in plan.keys})
    misfits += _unfit(place, plan, values, {name for name, _, _ in misfits}, closed)
    plan.keys.add(tuple(values.get(name) for name in known.key))
    if not _tell(place, plan, row, misfits):
        plan.added.append(given)


def _unfit(place: Place, plan: Plan, values: Told, told: set[str], closed: frozenset[str]) -> list[Misfit]:
    """Return what keeps a new row from being one, beyond its single values."""
    known = place.register
    found: list[Misfit] = [
        (one.name, "This is empty, and every row needs it.", "Fill it in.")
        for one in known.fields
        if one.required and values.get(one.name) is None and one.name not in told
    ]
    if known.name == "dependencies" and not told and not {values.get(end) for end in ENDS} & place.keys:
        found.append((ENDS[0], "Neither end is this project.", f"Give {place.project} at one of them."))
    if (kind := values.get("period_kind")) and (kinds := place.period_kinds) and kind not in kinds:
        found.append(("period_kind", "The other rows have another kind of period.", f"Give {sorted(kinds)[0]}."))
    if values.get("line") in closed:
        found.append(("line", "Contingency is not open to you.", "Leave this row to those who see it."))
    key = tuple(values.get(name) for name in known.key)
    removed = {tuple(row[name] for name in known.key) for row in plan.removed}
    if None in key or told & set(known.key):
        return found
    if key in plan.keys or (place.takes(key) and key not in removed):
        typed = next(name for name in reversed(known.key) if name != owner_column(known))
        repair = "Change that row, or leave this empty for the next one."
        repair = repair if known.name in NUMBERED else "Change that row instead."
        found.append((typed, f'"{words(known, values)}" is there already.', repair))
    return found


def _stored(place: Place, told: Told) -> Values:
    """Return values that were read from the register as it stores them."""
    by_name = place.register.by_name
    return {name: stored(by_name[name], row_rules.clean(told[name]), place.facts) for name in told if name in by_name}


def _read(place: Place, given: Told) -> tuple[Values, list[Misfit]]:
    """Return values as stored, None where one does not fit, with what does not."""
    values: Values = {}
    misfits: list[Misfit] = []
    for name, value in given.items():
        if name not in place.register.by_name:
            continue
        values[name], rule, repair = row_rules.read(place.register.by_name[name], value, place.facts)
        if values[name] is not None and place.refers(name) and values[name] not in place.known(name):
            some = ", ".join(sorted(place.known(name))[:8])
            rule = f'There is no "{row_rules.shortened(values[name])}" at this date.'
            repair = f"Give one that is there, such as {some}." if some else "Leave it empty."
        if rule:
            misfits.append((name, rule, repair))
    return values, misfits


def _tell(place: Place, plan: Plan, row: str, misfits: Sequence[Misfit]) -> bool:
    """Note what does not fit; return whether anything does not."""
    plan.problems += [Problem(row, place.register.by_name[name].title, rule, fix) for name, rule, fix in misfits]
    return bool(misfits)


def _clash(place: Place, plan: Plan, at: int, named: tuple[str, Key], clashes: Sequence[Clash]) -> None:
    """Note what two people changed of a row, in words, and what stands now."""
    row, key = named
    for one in clashes:
        plan.fought_over[row] = key
        theirs, yours = (place.in_units(one.key, value) for value in (one.theirs, one.yours))
        name = f"{place.register.by_name[one.key].title} of {row[0].lower()}{row[1:]}"
        plan.clashes.append(Clash(f"{at} {one.key}", name, _told(theirs), _told(yours)))
        plan.now[at] = {**(plan.now.get(at) or {}), one.key: theirs}


def _is_empty(value: Any) -> bool:
    cleaned = row_rules.clean(value)
    return cleaned is None or cleaned is pd.NaT or (isinstance(cleaned, float) and cleaned != cleaned)


def _told(value: Any) -> str:
    if value is None:
        return EMPTY
    if isinstance(value, pd.Timestamp):
        return f"{value.day} {value:%b %Y}"
    return f"{value:,.15g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
