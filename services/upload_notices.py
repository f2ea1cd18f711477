"""What a plan tells of its file beside the rows: what was refused, repaired, and is odd about it as a whole."""

from collections.abc import Callable
from typing import Any, Final

from data_access import UnitOfWork
from data_access.intake.check import Checked
from data_access.intake.encoding import MIXED_NAME, NO_TEXT
from data_access.intake.findings import LISTED, Refusal
from data_access.intake.mapping import Mapping
from data_access.intake.namesakes import namesake_warnings, unread_warnings
from data_access.intake.proposal import nearest
from data_access.portfolios import PortfolioFacts
from data_access.schema import REGISTERS

NO_KEY_KNOWN: Final = "no key known"
UNREADABLE: Final = "unreadable signs"
NO_FORECAST: Final = "no forecast finish"


def noticed(
    work: UnitOfWork, facts: PortfolioFacts, mapping: Mapping, encoding: str, distinct: Callable[[str], set[str]]
) -> list[dict[str, str]]:
    """Return the warnings about a file as a whole, as plans hold them; `distinct` gives the values of a column."""
    known = _nothing_known(work, facts, mapping.register, distinct)
    called = namesake_warnings(mapping, REGISTERS[mapping.register])
    alike = [{"rule": one.rule, "column": one.column, "text": one.text} for one in called]
    return [*known, *_unreadable(encoding), *_without_forecast(mapping), *alike]


def _nothing_known(
    work: UnitOfWork, facts: PortfolioFacts, register: str, distinct: Callable[[str], set[str]]
) -> list[dict[str, str]]:
    """Return a warning where a portfolio has projects and the file names none of them: it may be the wrong one."""
    if REGISTERS[register].key[0] != "project_key":
        return []
    known = {key[0] for key in work.registers.seen_keys(facts.id, "projects")}
    if not known or known & distinct("project_key"):
        return []
    text = f"No key of this file is known in {facts.name}; is it the right portfolio?"
    return [{"rule": NO_KEY_KNOWN, "column": "project_key", "text": text}]


def _unreadable(encoding: str) -> list[dict[str, str]]:
    """Return a warning where bytes of the file are signs in no encoding that it could be written in."""
    if MIXED_NAME not in encoding and NO_TEXT not in encoding:
        return []
    return [{"rule": UNREADABLE, "column": "", "text": f"The file was read as {encoding}."}]


def _without_forecast(mapping: Mapping) -> list[dict[str, str]]:
    """Return a warning where no column of a file of projects is read as the forecast finish, and which is nearest."""
    field = REGISTERS[mapping.register].by_name.get("forecast_finish")
    if mapping.register != "projects" or field is None or mapping.of_column(field.name) is not None:
        return []
    near = nearest(mapping, field)
    text = "No column was taken for the forecast finish, so none of these reports can get a chance to slip." + (
        f' Nearest by its name is "{near}", kept under its own name.' if near else ""
    )
    return [{"rule": NO_FORECAST, "column": field.name, "text": text}]


def findings(
    checked: Checked, refused: list[Refusal], parts: list[dict[str, Any]], noticed: list[dict[str, str]]
) -> dict[str, Any]:
    """Return what a plan tells of its file; `refused` are rows beyond those that reading refused."""
    loaded = checked.rows["loaded"] - len(refused)
    moves: dict[str, int] = {}
    for part in parts:
        for column, count in part["baseline_moves"].items():
            moves[column] = moves.get(column, 0) + count
    unread = unread_warnings(checked.emptied, checked.mapping, REGISTERS[checked.register], checked.rows["loaded"])
    warnings = [*noticed, *({"rule": one.rule, "column": one.column, "text": one.text} for one in unread)]
    warnings += [{"rule": one.rule, "column": one.column, "text": one.text} for one in checked.warnings]
    warnings += [
        {"rule": "baseline moved", "column": column, "text": f"{count:,} times another value than reported before"}
        for column, count in moves.items()
    ]
    return {
        "rows": {**checked.rows, "loaded": loaded, "refused": checked.rows["refused"] + len(refused)},
        "refused": [one.to_dict() for one in [*refused, *checked.refused][:LISTED]],
        "emptied": [one.to_dict() for one in checked.emptied[:LISTED]],
        "emptied_count": len(checked.emptied) + checked.more_emptied,
        "skipped": [{"row": one.row, "kind": one.kind, "text": one.text} for one in checked.skipped[:LISTED]],
        "repaired": [{"row": one.row, "column": one.column, "text": one.text} for one in checked.repaired[:LISTED]],
        "warnings": warnings,
        "totals": {name: int(total) for name, total in checked.totals.items()},
    }
