"""Read and check a file in a process of its own, so that no file can take this one down or make it slow.

A table read here, as the command line does, is also checked here.
"""

from collections.abc import Mapping as Table
from dataclasses import asdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from data_access.intake import correction, handover
from data_access.intake.check import Checked
from data_access.intake.check import check as check_here
from data_access.intake.mapping import Mapping
from data_access.intake.reader import Progress, asked
from data_access.intake.reader import expect as expect
from data_access.intake.source import Source
from data_access.intake.tables import RawTable
from data_access.intake.values import PortfolioFacts
from data_access.schema import Register

PREFIX, SOURCE = "bellwether-", "source"


def silent(_done: int, _total: int, _text: str) -> None:
    """Report progress to nobody."""


def read(
    source: Source,
    register: str,
    remembered: Table[str, dict[str, Any]],
    date_order: str | None,
    progress: Progress = silent,
) -> tuple[RawTable, Mapping, bool]:
    """Return the file's table, the proposed mapping, and whether that was remembered.

    `remembered` holds earlier mappings as plain values, by the signature of the columns they belong to.

    Raises
    ------
    FileRefused
        As `read_table` does, and where the file takes too much time or memory.
    """
    source.check_size()
    folder = TemporaryDirectory(prefix=PREFIX)
    question = {
        "task": "read",
        "folder": folder.name,
        "path": str(source.path_at(Path(folder.name) / SOURCE)),
        "file_name": source.file_name,
        "register": register,
        "remembered": dict(remembered),
        "date_order": date_order,
    }
    told = asked(source.file_name, question, progress)
    (Path(folder.name) / SOURCE).unlink(missing_ok=True)
    return handover.table(Path(folder.name), folder), Mapping.from_dict(told["mapping"]), told["remembered"]


def check(
    raw: RawTable,
    mapping: Mapping,
    register: Register,
    portfolio: PortfolioFacts,
    as_of: date | None = None,
    progress: Progress = silent,
) -> Checked:
    """Return the file checked, as `check` does, where it was read; raises FileRefused."""
    if raw.kept is None:
        return check_here(raw, mapping, register, portfolio, as_of)
    folder = TemporaryDirectory(prefix=PREFIX)
    question = {
        "task": "check",
        "folder": folder.name,
        "table": raw.kept.name,
        "mapping": mapping.to_dict(),
        "register": register.name,
        "portfolio": asdict(portfolio),
        "as_of": as_of.isoformat() if as_of else None,
    }
    asked(raw.file_name, question, progress)
    return handover.checked(folder, register.name, mapping)


def reassigned(raw: RawTable, mapping: Mapping, register: Register, header: str, column: str | None) -> Mapping:
    """Return the mapping with a header read as another column, decided where the file was read; raises FileRefused."""
    if raw.kept is None:
        return correction.reassigned(raw, mapping, register, header, column)
    mapping.of_header(header)
    question = {
        "task": "reassign",
        "folder": raw.kept.name,
        "table": raw.kept.name,
        "mapping": mapping.to_dict(),
        "register": register.name,
        "header": header,
        "column": column,
    }
    return Mapping.from_dict(asked(raw.file_name, question, silent))
