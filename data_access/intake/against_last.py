"""What is odd about a file's rows against what was last reported of the same keys: units, dates, columns that went."""

import json
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from data_access.intake import words
from data_access.intake.findings import Warning
from data_access.schema.fields import Field
from data_access.schema.registers import Register

WRONG_UNIT: Final = "another unit than before"
SWAPPED: Final = "values of another column"
COLUMN_GONE: Final = "column gone"
FEWEST, FEWEST_SWAPPED = 5, 3
FACTOR, NEAR = 10.0, 2.0
UNITS: Final = {1_000.0: "thousands", 1_000_000.0: "millions"}
BACKWARDS_SHARE, EQUAL_SHARE, MORE_EQUAL = 0.1, 0.5, 0.3
ALIKE_SHARE = 0.5
START, FINISH, APPROVED = "start_date", "forecast_finish", "approved_baseline_finish"
MOST_NAMED = 8

Amount = Callable[[int], str]


class Matched:
    """The rows of a file and of the state it meets that bear the same key, side by side in one order."""

    def __init__(self, register: Register, before: pd.DataFrame, after: pd.DataFrame) -> None:
        key = list(register.key)
        place = pd.MultiIndex.from_frame(before[key]).get_indexer(pd.MultiIndex.from_frame(after[key]))
        self.register = register
        absent = [field for field in register.fields if field.name not in before]
        empty = {field.name: pd.NaT if field.kind in ("date", "period") else np.nan for field in absent}
        self.before = before.iloc[place[place >= 0]].reset_index(drop=True).assign(**empty)
        self.after = after[place >= 0].reset_index(drop=True)

    def __len__(self) -> int:
        return len(self.after)


def totals(matched: Matched) -> dict[str, int]:
    """Return the exact total, in minor units, that was last reported of the keys in common, per column of money."""
    money = [name for name in matched.register.of_kind("money") if name in matched.after]
    return {name: sum(int(value) for value in matched.before[name].dropna()) for name in money}


def unit_warnings(matched: Matched, amount: Amount) -> list[Warning]:
    """Return a warning for each column of money whose typical value is at least ten times what it was, or a tenth.

    Typical is the median ratio over keys with an amount above zero in both, at least five of them. `amount` writes
    minor units.
    """
    found = []
    for name in (name for name in matched.register.of_kind("money") if name in matched.after):
        old = matched.before[name].to_numpy(dtype=float, na_value=np.nan)
        new = matched.after[name].to_numpy(dtype=float, na_value=np.nan)
        both = (old > 0) & (new > 0)
        if both.sum() < FEWEST:
            continue
        ratio = float(np.median(new[both] / old[both]))
        if 1 / FACTOR < ratio < FACTOR:
            continue
        sums = [amount(sum(int(value) for value in values[both])) for values in (new, old)]
        title = matched.register.by_name[name].title
        of = f"{int(both.sum()):,} {_nouns(matched)[1]}"
        text = f"{title}: {sums[0]} here and {sums[1]} when last reported, of the same {of}; {_times(ratio)}."
        found.append(Warning(WRONG_UNIT, name, text))
    return found


def _times(ratio: float) -> str:
    size, way = (ratio, "larger") if ratio > 1 else (1 / ratio, "smaller")
    near = next((unit for unit in UNITS if 1 / NEAR <= size / unit <= NEAR), None)
    if near is None:
        return f"typically {size:,.0f} times {way}"
    told = f"typically about {near:,.0f} times {way}"
    return f"{told}, as if it were in {UNITS[near]}" if way == "smaller" else told


def swap_warnings(matched: Matched, rows: pd.DataFrame) -> list[Warning]:
    """Return warnings where the values of a column look like those of another.

    Many forecast finishes lie before the start (over a tenth, at least three, and over twice the share at the last
    report); or half of the amounts or forecast finishes are what was last reported in another column of their kind,
    where few were then.
    """
    fields = matched.register.by_name
    found = []
    backwards, of = _backwards(rows)
    before, of_before = _backwards(matched.before)
    if backwards >= FEWEST_SWAPPED and backwards / of > max(BACKWARDS_SHARE, 2 * before / max(of_before, 1)):
        told = f"{backwards:,} of {of:,} lie before the start, {before:,} of {of_before:,} did before"
        found.append(Warning(SWAPPED, FINISH, f"{fields[FINISH].title}: {told}."))
    money = [name for name in matched.register.of_kind("money") if name in matched.after]
    found += _swapped(matched, money, money, _amounts)
    if {FINISH, START, APPROVED} <= fields.keys() and FINISH in matched.after:
        found += _swapped(matched, [FINISH], [START, APPROVED], _days)
    return found


def _swapped(
    matched: Matched, names: Sequence[str], others: Sequence[str], read: Callable[[pd.Series], np.ndarray]
) -> list[Warning]:
    """Return a warning for each column that holds what was last reported in another one; the likeliest is named."""
    fields = matched.register.by_name
    before = {name: read(matched.before[name]) for name in {*names, *others}}
    found = []
    for name in names:
        best, told = EQUAL_SHARE, ""
        new = read(matched.after[name])
        for other in (other for other in others if other != name):
            equal, of = _equal(new, before[other])
            was, of_before = _equal(before[name], before[other])
            share, last = equal / max(of, 1), was / max(of_before, 1)
            if equal >= FEWEST and share >= max(best, last + MORE_EQUAL):
                title, best = fields[other].title.lower(), share
                told = f"{equal:,} of {of:,} are the {title} last reported, {was:,} of {of_before:,} were before"
        if told:
            found.append(Warning(SWAPPED, name, f"{fields[name].title}: {told}."))
    return found


def _amounts(values: pd.Series) -> np.ndarray:
    """Return amounts as floats, NaN where empty or zero: that two of them are zero says nothing."""
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    return np.where(numbers == 0, np.nan, numbers)


def _days(values: pd.Series) -> np.ndarray:
    """Return dates as whole days, NaN where empty."""
    days = values.to_numpy(dtype="datetime64[D]")
    return np.where(np.isnat(days), np.nan, days.astype("int64").astype(float))


def _equal(one: np.ndarray, other: np.ndarray) -> tuple[int, int]:
    """Return how many values are equal, and of how many that both hold."""
    return int((one == other).sum()), int((~np.isnan(one) & ~np.isnan(other)).sum())


def _backwards(rows: pd.DataFrame) -> tuple[int, int]:
    if START not in rows or FINISH not in rows:
        return 0, 0
    both = rows[START].notna() & rows[FINISH].notna()
    return int((rows[FINISH] < rows[START])[both].sum()), int(both.sum())


def _nouns(matched: Matched) -> tuple[str, str]:
    return ("project", "projects") if matched.register.name == "projects" else ("row", "rows")


def gone_warnings(matched: Matched, unmapped: Sequence[str], digits: int) -> list[Warning]:
    """Return a warning for each column that was reported last time and that no column of the file is read as.

    `unmapped` are the headers that the file keeps under their own names; one that holds what was last reported is
    named beside the column, the others are listed once.
    """
    gone = [
        (int(matched.before[field.name].notna().sum()), field)
        for field in matched.register.fields
        if field.name not in matched.after and not field.required and matched.before[field.name].notna().any()
    ]
    if not gone:
        return []
    extra = _extra(matched.after, unmapped)
    found, named = [], set()
    for count, field in sorted(gone, key=lambda one: -one[0])[:MOST_NAMED]:
        header, alike = _candidate(field, matched.before[field.name], extra, digits)
        named.add(header)
        told = f' "{header}" holds the same for {alike}.' if header else ""
        text = f"{field.title}: emptied for {count:,} {_nouns(matched)[count != 1]}.{told}"
        found.append(Warning(COLUMN_GONE, field.name, text))
    rest = [f'"{header}"' for header in unmapped if header not in named]
    more = ", ".join(field.title for _, field in sorted(gone, key=lambda one: -one[0])[MOST_NAMED:])
    if more:
        found.append(Warning(COLUMN_GONE, "", f"Also emptied: {more}."))
    if rest:
        told = ", ".join(rest[:MOST_NAMED]) + (f" and {len(rest) - MOST_NAMED} more" if len(rest) > MOST_NAMED else "")
        found.append(Warning(COLUMN_GONE, "", f"Kept under their own names are {told}."))
    return found


def _extra(rows: pd.DataFrame, headers: Sequence[str]) -> dict[str, pd.Series]:
    """Return the texts of columns kept under their own names, None where empty."""
    held = [json.loads(text) if isinstance(text, str) else {} for text in rows["extra"]]
    return {header: pd.Series([one.get(header) for one in held], dtype=object) for header in headers}


def _candidate(field: Field, last: pd.Series, extra: dict[str, pd.Series], digits: int) -> tuple[str, str]:
    """Return the header whose values are those last reported, and for how many of them; ("", "") where none is."""
    best, told = ALIKE_SHARE, ("", "")
    known = [_plain(field, value, digits) for value in last]
    for header, texts in extra.items():
        pairs = [(_read(field, text), one) for text, one in zip(texts, known, strict=True) if text and one is not None]
        alike = sum(one == other for one, other in pairs)
        if len(pairs) >= FEWEST_SWAPPED and alike / len(pairs) >= best:
            best, told = alike / len(pairs), (header, f"{alike:,} of {len(pairs):,}")
    return told


def _plain(field: Field, value: Any, digits: int) -> Any:
    if pd.isna(value):
        return None
    if field.kind in ("date", "period"):
        return value.strftime("%Y-%m-%d")
    if field.kind == "money":
        return float(value) / 10**digits
    return value.casefold() if isinstance(value, str) else float(value)


def _read(field: Field, text: str) -> Any:
    """Return a text in the form of `_plain`: enough to recognise a column, not to load it."""
    if field.kind == "rag":
        return words.rag(text)[0]
    if field.kind == "choice":
        return words.choice(text, field.choices)[0]
    if field.kind in ("text", "date", "period", "flag"):
        return text[:10] if field.kind in ("date", "period") else text.casefold()
    try:
        return float(text.replace(",", "").rstrip("% "))
    except ValueError:
        return text
