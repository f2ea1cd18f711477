"""Whether what is stored of publications and restatements is what the audit says was done."""

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from data_access import UnitOfWork, reading
from data_access.audit_chain import digest_of, settled
from data_access.audit_search import Sought
from data_access.publications_stored import StoredRow

PUBLISHED: Final = "period published"
RESTATED: Final = "period restated"
DIGEST: Final = "figures_sha256"
"""Under this name an entry holds the SHA-256 of the figures; entries written before there was one lack it."""
WORDS: Final = {
    "published_by": "who published it",
    "method": "the method of its figures",
    "made_by": "who made it",
    "reason": "the reason",
    "approved_by": "the approver",
    "cause": "what was written",
}
APART: Final = timedelta(hours=1)
"""An entry and its row are written in one transaction, within which figures are worked out."""
ALIKE: Final = 1e-9
Entry = dict[str, Any]


def digest(figures: Mapping[str, Any]) -> str:
    """Return what an entry holds of figures, so that a later change of them shows."""
    return digest_of(settled(dict(figures)) or {})


def verify() -> list[str]:
    """Return where a stored publication or restatement is not what its entry of the audit says, a sentence each."""
    with reading() as work:
        return verify_within(work)


def verify_within(work: UnitOfWork) -> list[str]:
    """Return the same inside a transaction."""
    stored = work.publications_stored
    pairs = ((PUBLISHED, "publication", stored.publications()), (RESTATED, "restatement", stored.restatements()))
    return [told for action, noun, rows in pairs for told in _compared(work, action, noun, rows)]


def _compared(work: UnitOfWork, action: str, noun: str, rows: Iterable[StoredRow]) -> Iterator[str]:
    entries: dict[tuple[int, str], list[Entry]] = {}
    held: dict[tuple[int, str], list[StoredRow]] = {}
    for entry in reversed(work.journal.search(Sought(action=action))):
        entries.setdefault((entry["portfolio_id"], entry["subject"]), []).append(entry)
    for row in rows:
        held.setdefault((row.portfolio_id, f"period as of {row.as_of}"), []).append(row)
    for place in sorted({**entries, **held}, key=str):
        told, kept = entries.get(place, []), held.get(place, [])
        if len(told) != len(kept):
            portfolio = kept[0].portfolio if kept else told[0]["portfolio"]
            named = f"{noun}s of {_day(place[1].rpartition(' ')[2])} in {portfolio}"
            yield f"Stored {named}: {len(kept)}, and the audit tells of {len(told)}."
            continue
        for row, entry in zip(kept, told, strict=True):
            start = f"The {noun} of {_day(row.as_of)} in {row.portfolio}"
            end = f"entry {entry['sequence']} of the audit"
            yield from (f"{start} {one}" for one in _differences(row, entry, end))


def _differences(row: StoredRow, entry: Entry, named: str) -> Iterator[str]:
    """Yield how a row differs from its entry, each without what it is that differs."""
    after = entry["after"] or {}
    for name, stored in row.words.items():
        known = entry["actor"] if name in ("published_by", "made_by") else after.get(name, stored)
        if stored != known:
            yield f'holds "{_short(stored)}" for {WORDS[name]}; {named} says "{_short(known)}".'
    if row.at is None or entry["at"] is None or abs(row.at - entry["at"]) > APART:
        yield f"holds another moment than {named}."
    if not _same_figures(row, entry["before"] or {}, after):
        yield f"holds other figures than {named} tells of."


def _same_figures(row: StoredRow, was: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Return whether figures are those of an entry: all by its digest, else those that a restatement changed."""
    if not all(isinstance(figures, dict) for figures in row.figures.values()):
        return False
    if DIGEST in now:
        told = row.figures if "before" in row.figures else row.figures["figures"]
        return bool(digest(told) == now[DIGEST])
    if "before" not in row.figures:
        return True
    before, after = row.figures["before"], row.figures["after"]
    changed = all(before.get(name) == was[name] and after.get(name) == now.get(name) for name in was)
    return changed and all(_alike(before.get(name), after.get(name)) for name in {**before, **after} if name not in was)


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=ALIKE, abs_tol=ALIKE)
    return bool(one == other)


def _short(told: object) -> str:
    words = str(told)
    return words if len(words) <= 60 else f"{words[:59]}…"


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {day:%b %Y}"
