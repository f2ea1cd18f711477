"""Sentences about a file at hand: what was read, and what loading it would change."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ui.wording.formats import count, day, number, shortened, symbol

STANDING = {"new": "New date", "revision": "Correction", "unchanged": "Already loaded"}
KINDS = {"new": "new", "changed": "changed", "unchanged": "unchanged", "left": "left", "returned": "returned"}
SKIPPED = {
    "preamble": "Before the table",
    "blank": "Empty row",
    "total": "Total of other rows",
    "description": "Explains the columns",
}
COVERAGE = {
    "whole": "Whole portfolio",
    "department": "Some departments",
    "programme": "Some programmes",
    "project": "Only the projects in the file",
}
NEXT = {
    True: (
        "Any CSV or workbook will do: its columns are recognised, and you correct what is not. Only a key and a name "
        "are required of a project; dates, money and status add to what the pages can say. A plan shows what would "
        "change, and nothing is written before you load it."
    ),
    False: (
        "Any CSV or workbook will do: its columns are recognised, and you correct what is not. "
        "A plan shows what would change, and nothing is written before you load it."
    ),
}
STEPS = {"renamed": "is now", "split": "was split into", "merged": "was merged into", "moved": "moved to"}
SIZES = ((1 << 20, "MB"), (1 << 10, "KB"))


def size(bytes_read: int) -> str:
    """Return the size of a file.

    >>> size(708509), size(26_214_400), size(12)
    ('692 KB', '25 MB', '12 bytes')
    """
    for step, unit in SIZES:
        if bytes_read >= step:
            return f"{number(bytes_read / step)} {unit}"
    return f"{bytes_read} bytes"


def amount(minor: int, currency: str, digits: int) -> str:
    """Return an exact amount from minor units, without passing through a float.

    >>> amount(31358532296540, "USD", 2), amount(-5, "USD", 2), amount(1200, "JPY", 0)
    ('$313,585,322,965.40', '−$0.05', '¥1,200')
    """
    whole, part = divmod(abs(minor), 10**digits)
    return f"{'−' if minor < 0 else ''}{symbol(currency)}{whole:,}{f'.{part:0{digits}d}' if digits else ''}"


def what(plan: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """Return how much a plan brings: projects, or rows of another register."""
    if plan["register"] == "projects":
        return count(plan["projects"], "project")
    return f"{count(plan['rows']['loaded'], 'row')} of {titles[plan['register']].lower()}"


def when(plan: Mapping[str, Any]) -> str:
    """Return the date or dates a plan is for."""
    dates = [date.fromisoformat(part["as_of"]) for part in plan["parts"]]
    if len(dates) == 1:
        return f"as of {day(dates[0])}"
    return f"at {len(dates)} dates, {day(dates[0])} to {day(dates[-1])}"


def button(plan: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """Return what pressing the button does: 'Load 283 projects as of 1 Sep 2019'."""
    standings = {part["standing"] for part in plan["parts"]} - {"unchanged"}
    return f"Load {'the corrected ' if standings == {'revision'} else ''}{what(plan, titles)} {when(plan)}"


def is_loaded_already(plan: Mapping[str, Any]) -> bool:
    """Return whether every date of the plan stands in the portfolio as it is."""
    return all(part["standing"] == "unchanged" for part in plan["parts"])


def finding(plan: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """Return what a file would change, as the headline."""
    if is_loaded_already(plan):
        return "This file changes nothing: it is loaded already."
    told = [f"This file brings {what(plan, titles)} {when(plan)}"]
    counts = {kind: sum(part["counts"][kind] for part in plan["parts"]) for kind in KINDS}
    if len(plan["parts"]) == 1:
        named = [
            f"{number(counts[kind])} {KINDS[kind]}" for kind in ("new", "changed", "left", "returned") if counts[kind]
        ]
        if spared := len(plan["parts"][0].get("not_reported", ())):
            named.append(f"{number(spared)} not reported")
        told.append(", ".join(named) or "none of them new or changed")
    refused = plan["rows"]["refused"]
    held_back = f" {count(refused, 'row')} cannot be taken over." if refused else ""
    return f"{': '.join(told)}.{held_back}"


def rows_sum(rows: Mapping[str, int]) -> str:
    """Return the rows of a file as a sum that adds up."""
    return (
        f"{count(rows['read'], 'row')} read = {number(rows['loaded'])} loaded + {number(rows['collapsed'])} repeated "
        f"and collapsed + {number(rows['refused'])} refused + {number(rows['skipped'])} skipped"
    )


def read_as_file(encoding: str, delimiter: str, sheet: str, header_row: int, rows: int) -> str:
    """Return how a file was read."""
    form = f'the sheet "{sheet}"' if sheet else f"{encoding}, separated by {delimiter}"
    return f"{count(rows, 'row')} below the column names in row {header_row}; {form}"


def left_open(open_choices: Sequence[str]) -> str:
    """Return what is left to decide as one phrase.

    >>> left_open(("its date",)), left_open(("its date", "day or month first", "what it speaks for"))
    ('its date', 'its date, day or month first and what it speaks for')
    """
    return open_choices[0] if len(open_choices) == 1 else f"{', '.join(open_choices[:-1])} and {open_choices[-1]}"


def skipped(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return how many rows were skipped, by reason; '' where none were."""
    kinds: dict[str, int] = {}
    for row in rows:
        kinds[row["kind"]] = kinds.get(row["kind"], 0) + 1
    words = {
        "preamble": "before the table",
        "blank": "empty",
        "total": "totals",
        "description": "explaining the columns",
    }
    return ", ".join(f"{number(held)} {words[kind]}" for kind, held in kinds.items())


def coverage(kind: str, values: Sequence[str]) -> str:
    """Return what a file speaks for."""
    if kind == "whole":
        return "the whole portfolio"
    if kind == "project":
        return count(len(values), "project")
    if kind == "rows":
        return "the rows edited"
    named = ", ".join(values[:3])
    more = f" and {len(values) - 3} more" if len(values) > 3 else ""
    return f"{kind if len(values) == 1 else kind + 's'} {shortened(named, 90)}{more}"


def step(proposal: Mapping[str, Any]) -> str:
    """Return a possible change of key as a sentence."""
    return (
        f"{proposal['from_name']} ({proposal['from_key']}) {STEPS[proposal['kind']]} "
        f"{proposal['to_name']} ({proposal['to_key']})"
    )


def loaded(plan: Mapping[str, Any], snapshots: int, rows: int, titles: Mapping[str, str]) -> str:
    """Return what a commit did."""
    if snapshots == 0:
        return f"Nothing new in {plan['file']}: every date was loaded before."
    return f"Loaded {what(plan, titles)} {when(plan)} from {plan['file']} ({count(rows, 'row')})."


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return what differs between a plan and the one made after the data moved."""
    old = {part["as_of"]: part for part in before["parts"]}
    said = []
    for part in after["parts"]:
        earlier = old.get(part["as_of"])
        if earlier is None:
            continue
        changed = [
            f"{number(part['counts'][kind])} {words} instead of {number(earlier['counts'][kind])}"
            for kind, words in KINDS.items()
            if part["counts"][kind] != earlier["counts"][kind]
        ]
        if part["standing"] != earlier["standing"]:
            changed.append(f"{STANDING[part['standing']].lower()} instead of {STANDING[earlier['standing']].lower()}")
        if changed:
            said.append(f"{day(date.fromisoformat(part['as_of']))}: {', '.join(changed)}.")
    return said or ["What this file changes is the same as before."]
