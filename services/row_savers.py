"""Who wrote a row last, and when: told to somebody who meets another value in it than they saw."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from data_access.audit_search import Sought
from services.plans import stored_state
from services.row_belonging import Key, Place, owner_column

REMOVALS_READ: Final = 200
"""So many of the newest removals are looked through for the one of a row."""


def told(place: Place, rows: Mapping[str, Key]) -> str:
    """Return who wrote each of some rows last and when, in sentences; nothing of a row of which that is not known.

    Parameters
    ----------
    rows
        Keys as stored, by what the row is called.
    """
    written = _written(place)
    said = [written[key].format(row) if key in written else _taken_out(place, row, key) for row, key in rows.items()]
    return " ".join(one for one in said if one)


def _written(place: Place) -> dict[Key, str]:
    """Return the sentence about each row that is there, its name left open."""
    state = stored_state(place.work, place.facts, place.register, place.as_of)
    keys = state[list(place.register.key)].astype(object).itertuples(index=False, name=None)
    snapshots = dict(zip(keys, state["snapshot_id"].astype(int).tolist(), strict=True))
    own = {key: number for key, number in snapshots.items() if key in place.rows}
    sources = place.work.uploads.sources(place.facts.id, set(own.values()))
    said = {}
    for key, number in own.items():
        source = sources[number]
        how = f", with the file {source.file_name}" if source.origin == "file" else ""
        words = f"{source.received_by} on {_moment(source.received_at)}{how}."
        said[key] = f"{{}} was saved last by {words.replace('{', '{{').replace('}', '}}')}"
    return said


def _taken_out(place: Place, row: str, key: Key) -> str:
    """Return the sentence about a row of the project that somebody took out, empty where nobody did."""
    owner = owner_column(place.register)
    if owner not in place.register.key or key[place.register.key.index(owner)] not in place.keys:
        return ""
    wanted, named = "  ".join(map(str, key)), f"{place.register.name} as of "
    sought = Sought(place.facts.id, action="rows removed")
    for entry in place.work.journal.search(sought, rows=REMOVALS_READ):
        if entry["subject"].startswith(named) and wanted in (entry["before"] or {}) and entry["at"] is not None:
            return f"{row} was taken out by {entry['actor']} on {_moment(entry['at'])}."
    return ""


def _moment(at: datetime) -> str:
    return f"{at.day} {at:%b %Y, %H:%M} UTC"
