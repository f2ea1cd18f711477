"""The audit in words: whether it is whole, what an entry says, what changed from what to what."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import chain
from typing import Any, Final

from services.audit import AuditEntry, Head, Value, Verdict
from services.audit_values import EDITS, MOST
from ui.theme import STATUS_LETTERS, STATUS_WORDS
from ui.wording import received
from ui.wording.formats import DASH, count, day, moment, number
from ui.wording.settings import THRESHOLDS
from ui.wording.spreadsheet import csv_text

ACTIONS: Final = {
    "rows edited": "Edited rows",
    "rows removed": "Removed rows",
    "signed in": "Signed in",
    "signed out": "Signed out",
    "scenario saved": "Saved a scenario",
    "scenario changed": "Changed a scenario",
    "scenario deleted": "Deleted a scenario",
    "scenario decided": "Decided on a scenario",
    "workshop prepared": "Prepared a workshop",
    "workshop invited to": "Invited people to a workshop",
    "workshop place changed": "Changed a place at a workshop",
    "workshop place removed": "Took somebody off a workshop",
    "workshop place freed": "Freed a place at a workshop",
    "workshop opened": "Opened a workshop",
    "workshop question asked": "Asked a question",
    "workshop question asked again": "Asked a question again",
    "workshop answers shown": "Showed the answers",
    "workshop discussion begun": "Began a discussion",
    "workshop answer accepted": "Accepted the group's answer",
    "workshop closed": "Closed a workshop",
    "workshop abandoned": "Ended a workshop without a result",
    "workshop accepted": "Took over a workshop's result",
    "slip model trained": "Trained a slip model",
    "slip model restored": "Went back to a slip model",
}
NAMES: Final = {threshold.name: threshold.title for threshold in THRESHOLDS} | {
    "by": "By",
    "sha256": "SHA-256 of the file",
    "figures_sha256": "SHA-256 of the figures",
    "as_of": "As of",
}
EXPORTED: Final = (
    "Entry",
    "When (UTC)",
    "Who",
    "What",
    "About",
    "Portfolio",
    "Data version",
    "Number of the person",
    "Number of the visit",
    "Request",
    "Before",
    "After",
    "Hash",
)
UNREADABLE: Final = "cannot be read: what is stored was changed"
_SHORT = 12
_LISTED = 12


def finding(found: Verdict) -> str:
    """Return whether the audit is whole, as the headline."""
    if found.whole:
        return f"The audit is whole: {count(found.entries, 'entry', 'entries')}, none changed, removed or moved."
    place = f" at entry {number(found.sequence)}" if found.sequence is not None else ""
    return f"The audit is broken{place}."


def verified(found: Verdict) -> str:
    """Return up to where the chain is whole, or what is broken, and what to do."""
    if found.whole:
        told = f"The chain is whole up to entry {number(found.head.sequence)} (hash {short(found.head.hash)})."
        return f"{told} {_compared(found)}".strip()
    return f"{broken(found)} Compare with a backup, and keep this database as it is until it is known who did it."


def broken(found: Verdict) -> str:
    """Return what is broken, in a sentence."""
    entry = f"entry {number(found.sequence)}"
    return {
        "changed": f"What is stored as {entry} is not what was written.",
        "removed": f"The audit lacks {entry}, and maybe others after it.",
        "inserted": f"What stands as {entry} was never written by this program.",
        "reordered": f"What stands as {entry} was written as another one.",
        "cut tail": f"The audit ends before its head: {entry} and all after it are missing.",
        "head missing": "The head of the audit is missing, so nobody can tell whether its end was cut off.",
        "rewritten": f"The kept head does not belong to this audit: something up to {entry} was changed, and the "
        "hashes after it were worked out anew.",
    }[found.kind or "changed"]


def limits() -> tuple[str, ...]:
    """Return how the audit is verified, and what cannot be told."""
    return (
        "Each entry carries a SHA-256 hash of all its fields and of the hash of the entry before. Every hash is worked "
        "out anew and compared, and the last one with the head the database keeps.",
        "The database forbids to change or delete entries. Whoever administers the database itself can lift that, and "
        "could work out all hashes anew from some entry to the end. Only a head kept elsewhere tells: each is written "
        "to the log and stands in the last line of each export, and `python cli.py audit head` prints the present one; "
        "`python cli.py audit verify --head` compares with it.",
    )


def entries(how_many: int) -> str:
    """Return a number of entries."""
    return count(how_many, "entry", "entries")


def short(digest: str) -> str:
    """Return the beginning of a hash.

    >>> short("0123456789abcdef")
    '0123456789ab…'
    """
    return f"{digest[:_SHORT]}…"


def action(name: str) -> str:
    """Return what was done."""
    return ACTIONS.get(name) or received.action(name)


def about(entry: AuditEntry) -> str:
    """Return what an entry is about; the stored number of an upload or scenario is left out."""
    register, _, as_of = entry.subject.partition(" as of ")
    if entry.action in EDITS and as_of:
        return f"{_words(register)} as of {_text(as_of)}"
    return received.subject(entry.subject, None, None)


def who_and_when(entry: AuditEntry) -> str:
    """Return who did it, when, and on which data, in a sentence or two."""
    known = [f"person {entry.person}" if entry.person else "", f"visit {entry.session}" if entry.session else ""]
    who = f" ({', '.join(one for one in known if one)})" if any(known) else ""
    data = (
        f" The data of {entry.portfolio} were at version {entry.data_version} after it." if entry.data_version else ""
    )
    return f"{entry.actor}{who}, {moment(entry.at)}.{data}"


def pairs(entry: AuditEntry) -> list[tuple[str, str, str]]:
    """Return name, value before and value after of everything that changed, as read side by side."""
    if not entry.readable:
        return [("Values or moment", UNREADABLE, UNREADABLE)]
    return [(name(value), _told(value, value.before), _told(value, value.after)) for value in entry.values]


def lines(entry: AuditEntry, most: int = 6) -> tuple[str, str]:
    """Return the values of an entry before and after, each in one line of at most some of them."""
    if not entry.readable:
        return UNREADABLE, UNREADABLE
    before = [(value, _told(value, value.before)) for value in entry.values]
    after = [(value, _told(value, value.after)) for value in entry.values]
    return _line(before, most), _line(after, most)


def name(value: Value) -> str:
    """Return the name of a value, the outer ones before it.

    >>> name(Value(("thresholds", "schedule_red_days"), "", 90, 120)), name(Value(("P-1", "Name"), "text", "a", "b"))
    ('Thresholds, days late, red above', 'P-1, name')
    """
    key, rest = (value.names[:1], value.names[1:]) if value.kind else ((), value.names)
    words = [*key, *(NAMES.get(one) or _words(one) for one in rest)]
    return ", ".join([*words[:1], *(_lowered(word) for word in words[1:])]) or "Value"


def exported(entries: Iterable[AuditEntry], head: Head) -> str:
    """Return entries as CSV; the last line holds the head of the audit at the time, in its first cell."""
    footer = [f"Head {head}", *[""] * (len(EXPORTED) - 1)]
    return csv_text(EXPORTED, chain((_row(entry) for entry in entries), [footer]))


def _row(entry: AuditEntry) -> list[Any]:
    at = "" if entry.at is None else entry.at.strftime("%Y-%m-%d %H:%M:%S")
    who = (entry.person, entry.session, entry.request)
    told = [entry.sequence, at, entry.actor, action(entry.action), entry.subject, entry.portfolio, entry.data_version]
    return [*told, *who, *lines(entry, MOST), entry.hash]


def _line(told: list[tuple[Value, str]], most: int) -> str:
    """Return values with their names; the key of a row stands only before the first of its values."""
    known = [(value, words) for value, words in told if words != DASH]
    parts, row = [], ""
    for value, words in known[:most]:
        named, key = name(value), value.names[0] if value.kind else ""
        if key and key == row:
            named = named.removeprefix(f"{key}, ")
        parts.append(f"{named}: {words}")
        row = key
    rest = f"; and {count(len(known) - most, 'other')}" if len(known) > most else ""
    return "; ".join(parts) + rest


def _compared(found: Verdict) -> str:
    if found.kept is None:
        return ""
    return f"It holds the kept head, entry {number(found.kept.sequence)}."


def _words(name: str) -> str:
    """Return a stored name as people read it; what is no name of the program's own stays as it is."""
    plain = name.replace("_", " ")
    return f"{plain[:1].upper()}{plain[1:]}" if name.isascii() and name.islower() else name


def _lowered(word: str) -> str:
    return word[:1].lower() + word[1:] if word[1:2].islower() else word


def _told(value: Value, one: Any) -> str:
    """Return a value as people read it."""
    if one is None or one == "" or one == [] or one == {}:
        return DASH
    if isinstance(one, bool):
        return "yes" if one else "no"
    if isinstance(one, list):
        rest = f" and {count(len(one) - _LISTED, 'other')}" if len(one) > _LISTED else ""
        return ", ".join(_told(value, part) for part in one[:_LISTED]) + rest
    if isinstance(one, int | float):
        return _number(value, one)
    return _words(str(one)) if value.names[-1:] == ("register",) else _text(str(one))


def _number(value: Value, one: float) -> str:
    if value.kind == "rag":
        return STATUS_WORDS.get(STATUS_LETTERS.get(int(one), "none"), str(one))
    if value.kind == "money":
        return number(one, 0 if one == int(one) else 2)
    if isinstance(one, int):
        # A year or a number by which something is known is no amount.
        return str(one) if value.kind == "" and 1000 <= one <= 9999 else number(one)
    return f"{one:,.6f}".rstrip("0").rstrip(".")


def _text(one: str) -> str:
    """Return a text, one that is a stored date or moment as people write it."""
    if len(one) >= 10 and one[:4].isdecimal() and one[4:5] == one[7:8] == "-":
        try:
            return day(date.fromisoformat(one)) if len(one) == 10 else moment(datetime.fromisoformat(one))
        except ValueError:
            return one
    return one
