"""The sample portfolio: a made-up city's programme, loaded through the same intake as any file."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

from data_access.intake.source import Source
from data_access.states import Coverage
from services import derived, intake, portfolios, uploads
from services.access import operator, scope
from services.errors import Explained
from services.plans import Progress, silent

FOLDER = Path(__file__).resolve().parent.parent / "sample_data"
KEY = "sample"


def load(progress: Progress = silent) -> dict[str, Any]:
    """Create the sample portfolio and load all of its files; raises Explained where it exists."""
    actor = operator()
    if any(facts.key == KEY for facts in portfolios.listing(actor)):
        raise Explained("The sample portfolio is there already.", repair="Open it, or use another database.")
    about = json.loads((FOLDER / "portfolio.json").read_text(encoding="utf-8"))
    portfolios.create(
        actor,
        KEY,
        about["name"],
        about["currency"],
        int(about["fiscal_start_month"]),
        fiscal_label=about.get("fiscal_label", "end"),
        origin="generated",
    )
    with (FOLDER / "manifest.csv").open(encoding="utf-8", newline="") as manifest:
        files = list(csv.DictReader(manifest))
    steps = _lineage()
    for number, entry in enumerate(files):
        progress(number, len(files), entry["path"])
        _load_file(entry, steps)
    progress(len(files), len(files), "files loaded")
    derived.refresh(scope(actor, KEY), progress)
    return {"status": "done", "portfolio": KEY, "files": len(files)}


def _load_file(entry: dict[str, str], steps: list[dict[str, Any]]) -> None:
    actor = operator()
    view = scope(actor, KEY)
    kind, _, value = entry["coverage"].partition("=")
    coverage = Coverage(kind, (value,)) if value else Coverage()
    as_of = date.fromisoformat(entry["as_of"])
    file = uploads.read(actor, view, Source(FOLDER / entry["path"]), entry["register"], here=True)
    decided = _due(steps, as_of) if entry["register"] == "projects" else []
    plan = uploads.plan(actor, view, file, as_of=None if file.has_dates else as_of, coverage=coverage, lineage=decided)
    intake.commit(actor, view, plan["hash"])


def _lineage() -> list[dict[str, Any]]:
    """Return the decisions on keys that became others, oldest first."""
    with (FOLDER / "lineage.csv").open(encoding="utf-8", newline="") as lines:
        return sorted(csv.DictReader(lines), key=lambda row: row["as_of"])


def _due(steps: list[dict[str, Any]], as_of: date) -> list[dict[str, Any]]:
    """Take out and return the decisions up to a date: they are made with the first file that reaches it."""
    due = [step for step in steps if step["as_of"] <= as_of.isoformat()]
    del steps[: len(due)]
    return due
