"""Check a table against a register: typed parts per date, notes, refusals, warnings, and counts that add up."""

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date

import numpy as np
import pandas as pd

from data_access.intake.dates import DECIDE_ORDER
from data_access.intake.findings import SHOWN, FileRefused, Refusal, Repair, Skipped, Warning, refuse_file
from data_access.intake.mapping import AS_OF, Mapping
from data_access.intake.tables import RawTable
from data_access.intake.typed import Typed, typed_rows
from data_access.intake.values import REPAIRS, ColumnValues, PortfolioFacts
from data_access.intake.verdicts import Verdicts, verdicts
from data_access.intake.warnings_history import history_warnings
from data_access.intake.warnings_values import choice_warnings, value_warnings
from data_access.schema import Register

PROJECT = "project_key"
NOTE_COLUMNS = ["source_row", "column", "original", "reason"]


@dataclass(frozen=True, eq=False)
class Checked:
    """A checked file.

    `parts` holds one frame per status date: the register's columns that the file has (text as objects
    with None, dates and periods as datetime64[s], money, whole numbers and RAG as Int64, other numbers as
    floats, yes/no as boolean), `source_row`, and `extra` (unmapped texts by header, or None). `notes`
    holds, per date, each stored value that a reader would not expect. `rows` counts read, loaded,
    collapsed, refused and skipped rows; read is the sum of the others. `totals` are exact minor units.
    `more_emptied` counts emptied values beyond those listed. `named` holds the keys of projects that stand in rows
    which were not taken over, by ISO date, '' where the date is not known.
    """

    register: str
    mapping: Mapping
    parts: dict[date, pd.DataFrame]
    notes: dict[date, pd.DataFrame]
    refused: list[Refusal]
    emptied: list[Refusal]
    skipped: list[Skipped]
    repaired: list[Repair]
    collapsed: int
    warnings: list[Warning]
    rows: dict[str, int]
    totals: dict[str, int]
    dates: list[date]
    more_emptied: int = 0
    named: dict[str, list[str]] = dataclass_field(default_factory=dict)


def check(
    raw: RawTable,
    mapping: Mapping,
    register: Register,
    portfolio: PortfolioFacts,
    as_of: date | None = None,
) -> Checked:
    """Return the file checked row by row and value by value.

    `as_of` is the status date of all rows where the file has no column for it.

    Raises
    ------
    FileRefused
        Where a required column is missing, the order of day and month is undecided, a fiscal label is
        undecided, periods of several kinds are mixed, or nothing says which date the rows speak of.
    """
    check_mapping(raw.file_name, mapping, register, as_of)
    typed = typed_rows(raw, mapping, register, portfolio, as_of)
    outcome = verdicts(raw, typed, register)
    return assembled(raw, mapping, register, typed, outcome)


def assembled(
    raw: RawTable,
    mapping: Mapping,
    register: Register,
    typed: Typed,
    outcome: Verdicts,
    *,
    with_history: bool = True,
) -> Checked:
    """Return what is known of a file once the verdict on each row is."""
    loaded = typed.frame[outcome.loaded]
    as_of = typed.as_of[outcome.loaded]
    check_period_kinds(raw.file_name, period_kinds(loaded))
    emptied, notes = _noted(raw, typed, outcome.loaded)
    refused = sorted([*raw.refused, *outcome.refused], key=lambda refusal: refusal.row)
    skipped = sorted([*raw.skipped, *outcome.skipped], key=lambda row: row.row)
    warnings = [
        *choice_warnings(mapping, typed),
        *value_warnings(loaded, as_of, register),
        *(history_warnings(loaded, as_of, register) if with_history else []),
    ]
    parts = _by_date(loaded, as_of)
    counts = {"loaded": len(loaded), "collapsed": outcome.collapsed, "refused": len(refused), "skipped": len(skipped)}
    return Checked(
        register.name,
        mapping,
        parts,
        _by_date(notes.drop(columns="as_of"), notes["as_of"].to_numpy(), list(parts)),
        refused,
        emptied,
        skipped,
        raw.repaired,
        outcome.collapsed,
        warnings,
        {"read": raw.row_count, **counts},
        {name: _total(loaded[name]) for name in register.of_kind("money") if name in loaded},
        list(parts),
        named=named_in_vain(raw, register, typed, outcome),
    )


def named_in_vain(raw: RawTable, register: Register, typed: Typed, outcome: Verdicts) -> dict[str, list[str]]:
    """Return the keys of projects in rows that were not taken over, by ISO date; of a row with cells too many or few,
    each cell that was read, as any may be the key.
    """
    if register.key != (PROJECT,) or (outcome.loaded.all() and not raw.refused):
        return {}
    rows = typed.frame.loc[~outcome.loaded, PROJECT]
    days = np.datetime_as_string(typed.as_of[~outcome.loaded].astype("M8[D]"))
    found: dict[str, set[str]] = {}
    for key, day in zip(rows, days, strict=True):
        if isinstance(key, str):
            found.setdefault("" if day == "NaT" else day, set()).add(key)
    for refusal in raw.refused:
        found.setdefault("", set()).update(refusal.value.split(" | "))
    return {day: sorted(keys) for day, keys in found.items()}


def check_mapping(file_name: str, mapping: Mapping, register: Register, as_of: date | None) -> None:
    """Refuse a file whose columns do not suffice, or whose dates nobody can order."""
    missing = [
        field.title
        for field in register.fields
        if field.required and field.name != "period_kind" and mapping.of_column(field.name) is None
    ]
    refusals = [
        Refusal(
            file_name,
            0,
            title,
            "",
            "required column missing",
            f"Say in the mapping which column is the {title.lower()}; --mapping-out FILE writes one to correct.",
        )
        for title in missing
    ]
    refusals += [
        Refusal(file_name, 0, column.header, ", ".join(column.samples[:3]), column.choice_reason, DECIDE_ORDER)
        for column in mapping.undecided
    ]
    if mapping.of_column(AS_OF) is None and as_of is None:
        repair = "Give the status date with --as-of, or name the column that holds it."
        refusals.append(Refusal(file_name, 0, "", "", "which date?", repair))
    if refusals:
        raise FileRefused(refusals)


def check_period_kinds(file_name: str, kinds: set[str]) -> None:
    """Refuse a file that mixes months, quarters or fiscal years."""
    if len(kinds) > 1:
        named = sorted(kinds)
        repair = f"Bring each kind of period in a file of its own: {', '.join(named)}."
        raise refuse_file(file_name, "one kind of period in a file", repair, column="Period")


def period_kinds(frame: pd.DataFrame) -> set[str]:
    """Return the kinds of period that occur, none in registers without periods."""
    return set(frame["period_kind"].dropna()) if "period_kind" in frame else set()


def _noted(raw: RawTable, typed: Typed, loaded: np.ndarray) -> tuple[list[Refusal], pd.DataFrame]:
    """Return the emptied values of loaded rows, and every note with the date of its row."""
    emptied: list[Refusal] = []
    notes: list[tuple[int, str, str, str]] = []
    dated: list[np.ndarray] = []
    for column in typed.columns:
        flagged = column.flagged
        flagged = flagged[loaded[flagged]]
        if column.field.name == AS_OF or not len(flagged):
            continue
        dated.append(typed.as_of[flagged])
        for position in flagged:
            row, code = int(raw.source_rows[position]), column.codes[position]
            notes.append((row, column.field.name, column.written[code], column.reasons[code]))
            if column.values[code] is None:
                emptied.append(_emptied(raw.file_name, row, column, int(code)))
    frame = pd.DataFrame(notes, columns=NOTE_COLUMNS)
    frame["as_of"] = np.concatenate(dated) if dated else np.array([], dtype="M8[s]")
    emptied.sort(key=lambda refusal: refusal.row)
    return emptied, frame.sort_values(["source_row", "column"], kind="stable")


def _emptied(file_name: str, row: int, column: ColumnValues, code: int) -> Refusal:
    rule = column.reasons[code]
    return Refusal(file_name, row, column.header, column.written[code].strip()[:SHOWN], rule, REPAIRS.get(rule, ""))


def _by_date(frame: pd.DataFrame, as_of: np.ndarray, every: list[date] | None = None) -> dict[date, pd.DataFrame]:
    """Return the rows of each date, dates in order; with `every`, a frame for each of them, empty or not."""
    codes, distinct = pd.factorize(as_of, sort=True)
    days = [pd.Timestamp(day).date() for day in distinct]
    found = {day: frame[codes == code].reset_index(drop=True) for code, day in enumerate(days)}
    if every is None:
        return found
    return {day: found[day] if day in found else frame.iloc[:0].reset_index(drop=True) for day in every}


def _total(amounts: pd.Series) -> int:
    """Return an exact sum: Python's whole numbers do not overflow."""
    return sum(amounts.dropna().tolist())
