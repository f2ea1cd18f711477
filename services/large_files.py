"""Files too large to be held at once: read piece by piece, spooled by date on disk."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from data_access import reading
from data_access.drafts import from_parquet, to_parquet
from data_access.intake import Warning, facts_of, merged, propose_from, read_chunks, signature
from data_access.intake.check import Checked
from data_access.intake.mapping import Mapping as Reading
from data_access.intake.source import Source
from data_access.intake.stream import check_stream
from data_access.schema import REGISTERS
from data_access.states import Coverage
from services import plans
from services.access import Actor, Scope, found, refuse_without
from services.plans import Progress
from services.rights import Right
from services.uploads import DateOrder, FileRead, intake_facts, keep_plan

ROWS = 50_000


class Spool(Mapping[date, pd.DataFrame]):
    """Frames by date, kept as files in a folder and read one date at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pieces: dict[date, list[Path]] = {}
        self._count = 0

    def add(self, as_of: date, rows: pd.DataFrame) -> None:
        """Keep some rows of a date."""
        self._count += 1
        path = self._folder / f"{self._count}.parquet"
        path.write_bytes(to_parquet(rows))
        self._pieces.setdefault(as_of, []).append(path)

    def __getitem__(self, as_of: date) -> pd.DataFrame:
        pieces = [from_parquet(path.read_bytes()) for path in self._pieces[as_of]]
        return pieces[0] if len(pieces) == 1 else pd.concat(pieces, ignore_index=True)

    def __iter__(self) -> Iterator[date]:
        return iter(self._pieces)

    def __len__(self) -> int:
        return len(self._pieces)


def read(actor: Actor, scope: Scope, source: Source, register: str, date_order: DateOrder | None) -> FileRead:
    """Return the file's head and the mapping proposed from all of its rows, in bounded memory."""
    refuse_without(actor, scope, Right.UPLOAD)
    head = next(read_chunks(source, ROWS))
    facts = merged(facts_of(piece) for piece in read_chunks(source, ROWS))
    with reading() as work:
        about = found(work, scope.portfolio)
        kept = work.drafts.remembered(about.id, register, signature(head.headers))
    remembered = Reading.from_dict(kept[0]["choices"]) if kept else None
    mapping = propose_from(facts, REGISTERS[register], remembered, date_order)
    return FileRead(source, head, register, mapping, bool(kept), Coverage())


def plan(
    actor: Actor, scope: Scope, file: FileRead, as_of: date | None, coverage: Coverage, progress: Progress
) -> dict[str, Any]:
    """Return what loading the file would change, as `uploads.plan` does, holding one date at a time."""
    refuse_without(actor, scope, Right.UPLOAD)
    with reading() as work:
        facts = intake_facts(found(work, scope.portfolio))
    with tempfile.TemporaryDirectory() as folder:
        parts, notes = Spool(Path(folder)), Spool(Path(folder) / "notes")
        (Path(folder) / "notes").mkdir()
        whole: Checked | None = None
        for number, piece in enumerate(
            check_stream(file.source, file.mapping, REGISTERS[file.register], facts, as_of, ROWS), start=1
        ):
            progress(number, 0, f"Checked {number * ROWS:,} rows at most")
            for day, rows in piece.parts.items():
                parts.add(day, plans.with_plain_extra(rows))
                notes.add(day, piece.notes[day])
            whole = piece if whole is None else _together(whole, piece)
        assert whole is not None
        checked = replace(whole, parts=parts, notes=notes, dates=sorted(parts))  # type: ignore[arg-type]
        return keep_plan(actor, scope, file, checked, coverage, (), progress)


def _together(one: Checked, other: Checked) -> Checked:
    """Return the findings of two pieces as those of one."""
    warnings: dict[tuple[str, str], Warning] = {}
    for warning in [*one.warnings, *other.warnings]:
        warnings.setdefault((warning.rule, warning.column), warning)
    return replace(
        other,
        refused=one.refused + other.refused,
        emptied=one.emptied + other.emptied,
        skipped=one.skipped + other.skipped,
        repaired=one.repaired + other.repaired,
        collapsed=one.collapsed + other.collapsed,
        warnings=list(warnings.values()),
        rows={name: one.rows[name] + other.rows[name] for name in one.rows},
        named={
            day: sorted({*one.named.get(day, ()), *other.named.get(day, ())}) for day in {**one.named, **other.named}
        },
        totals={name: one.totals.get(name, 0) + other.totals.get(name, 0) for name in {*one.totals, *other.totals}},
    )
