"""What a table and its check look like in a folder, between the process that reads files and the one that asked.

Tables are Arrow files, all else is JSON: nothing that runs when it is read.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from data_access.intake.check import Checked
from data_access.intake.findings import LISTED, Refusal, Repair, Skipped, Warning
from data_access.intake.mapping import Mapping as Reading
from data_access.intake.tables import RawTable

TABLE, ABOUT_TABLE, REST, CHECKED = "table.arrow", "table.json", "rest.json", "checked.json"
ABOUT = ("file_name", "headers", "encoding", "delimiter", "header_row", "sheet", "typed")
FOUND = {"skipped": Skipped, "refused": Refusal, "repaired": Repair}


def put_table(folder: Path, raw: RawTable) -> None:
    """Write a table into a folder."""
    columns = [pa.array(raw.frame[name].array) for name in raw.headers]
    names = [str(position) for position in range(len(columns))]
    _put(folder / TABLE, pa.table([*columns, pa.array(raw.source_rows)], [*names, "row"]))
    found = {name: [asdict(one) for one in getattr(raw, name)] for name in FOUND}
    more = {name: max(len(listed) - LISTED, 0) for name, listed in found.items()}
    about = {name: getattr(raw, name) for name in ABOUT}
    _put_json(
        folder / ABOUT_TABLE, {**about, "more": more, **{name: listed[:LISTED] for name, listed in found.items()}}
    )
    _put_json(folder / REST, {name: listed[LISTED:] for name, listed in found.items()})


def table(folder: Path, kept: TemporaryDirectory[str] | None = None) -> RawTable:
    """Return the table of a folder; its texts stay in the file until they are looked at.

    With `kept`, which lives as long as the table, findings beyond the first few thousand of a kind are only counted.
    """
    columns = read_arrow(folder / TABLE)
    told = json.loads((folder / ABOUT_TABLE).read_text(encoding="ascii"))
    rest = {} if kept else json.loads((folder / REST).read_text(encoding="ascii"))
    found: dict[str, Any] = {
        name: [kind(**one) for one in [*told[name], *rest.get(name, ())]] for name, kind in FOUND.items()
    }
    texts = {header: pd.array(columns[at], dtype="str") for at, header in enumerate(told["headers"])}
    return RawTable(
        frame=pd.DataFrame(texts),
        source_rows=columns["row"].to_numpy().astype(np.int64),
        kept=kept,
        more=told["more"] if kept else {},
        **found,
        **{name: told[name] for name in ABOUT},
    )


def put_checked(folder: Path, checked: Checked) -> None:
    """Write a checked file into a folder: a file per date, and what was found, of each kind the first few thousand."""
    for at, day in enumerate(checked.dates):
        rows = checked.parts[day]
        rows = rows.assign(extra=[_text(value) for value in rows["extra"]])
        _put(folder / f"rows-{at}.arrow", pa.Table.from_pandas(rows, preserve_index=False))
        _put(folder / f"notes-{at}.arrow", pa.Table.from_pandas(checked.notes[day], preserve_index=False))
    found = ("refused", "emptied", "skipped", "repaired", "warnings")
    told = {name: [asdict(one) for one in getattr(checked, name)[:LISTED]] for name in found}
    counts = {
        "rows": checked.rows,
        "totals": {name: str(total) for name, total in checked.totals.items()},
        "collapsed": checked.collapsed,
        "dates": [day.isoformat() for day in checked.dates],
        "more_emptied": max(len(checked.emptied) - LISTED, 0),
        "named": checked.named,
    }
    _put_json(folder / CHECKED, {**told, **counts})


def checked(folder: TemporaryDirectory[str], register: str, mapping: Reading) -> Checked:
    """Return the checked file of a folder, which is read one date at a time; `extra` comes as JSON text."""
    told = json.loads((Path(folder.name) / CHECKED).read_text(encoding="ascii"))
    days = [date.fromisoformat(day) for day in told["dates"]]
    return Checked(
        register,
        mapping,
        Frames(folder, "rows", days),  # type: ignore[arg-type]
        Frames(folder, "notes", days),  # type: ignore[arg-type]
        [Refusal(**one) for one in told["refused"]],
        [Refusal(**one) for one in told["emptied"]],
        [Skipped(**one) for one in told["skipped"]],
        [Repair(**one) for one in told["repaired"]],
        told["collapsed"],
        [Warning(**one) for one in told["warnings"]],
        told["rows"],
        {name: int(total) for name, total in told["totals"].items()},
        days,
        told["more_emptied"],
        told["named"],
    )


def read_arrow(path: Path) -> Any:
    """Return the columns of an Arrow file, which stay in it until they are looked at."""
    with pa.ipc.open_file(pa.memory_map(str(path))) as stored:
        return stored.read_all()


@dataclass(frozen=True)
class Frames(Mapping[date, pd.DataFrame]):
    """Frames by date, each read from its file when it is asked for; the folder lives as long as they do."""

    folder: TemporaryDirectory[str]
    name: str
    days: list[date]

    def __getitem__(self, day: date) -> pd.DataFrame:
        if day not in self.days:
            raise KeyError(day)
        frame: pd.DataFrame = read_arrow(
            Path(self.folder.name) / f"{self.name}-{self.days.index(day)}.arrow"
        ).to_pandas()
        return frame

    def __iter__(self) -> Iterator[date]:
        return iter(self.days)

    def __len__(self) -> int:
        return len(self.days)


def _text(extra: Any) -> str | None:
    return json.dumps(extra, sort_keys=True, ensure_ascii=False, default=str) if extra else None


def _put(path: Path, columns: Any) -> None:
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, columns.schema) as written:
        written.write_table(columns)


def _put_json(path: Path, told: dict[str, Any]) -> None:
    path.write_text(json.dumps(told), encoding="ascii")
