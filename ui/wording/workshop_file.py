"""The minutes of a workshop as one long table for those who work on with them: a value a row, in parts."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from services.workshops.minutes import Item, Minutes, Round
from services.workshops.reading import Workshop
from ui.wording import workshop as wording
from ui.wording import workshop_minutes as minutes
from ui.wording import workshop_points as points
from ui.wording import workshop_results as results
from ui.wording import workshop_voices as voices

COLUMNS: Final = ("part", "number", "about", "and", "round", "what", "value")
"""Part (facts, weights, ratings, roster, agenda, answers, departures, dissent), the number of the question or entry,
whom or what it is about (for a pair or a rating both sides), the round, what is told, and the value: a number where it
is one, shares as parts of one, money in whole currency."""
Row = tuple[str, Any, str, str, Any, str, Any]
AMONG: Final = re.compile(r"[^\w]+")


def rows(held: Minutes) -> pd.DataFrame:
    """Return the minutes as a table of the columns `COLUMNS`."""
    parts = (_facts, _weights, _ratings, _roster, _agenda, _departures, _dissent)
    return pd.DataFrame([row for part in parts for row in part(held)], columns=list(COLUMNS), dtype=object)


def file_name(held: Workshop) -> str:
    """Return what files of the minutes are called: title and day in plain words, without an ending.

    The day is that of the end, else that on which the workshop was prepared.
    """
    title = AMONG.sub("_", held.title).strip("_")[:60].lower()
    practice = "practice_" if held.practice else ""
    return f"minutes_{practice}{title or held.id}_{(held.closed_at or held.made_at).date().isoformat()}"


def _facts(held: Minutes) -> Iterator[Row]:
    workshop, frame = held.workshop, held.workshop.frame
    result, decision = workshop.result or {}, workshop.decision or {}
    consensus, early = result.get("consensus") or {}, frame.get("beforehand") or {}
    told: dict[str, Any] = {
        "title": workshop.title,
        "about": wording.KINDS[workshop.kind],
        "practice": "yes, nothing of it counts" if workshop.practice else "no",
        "stands": wording.STAGES[workshop.stage],
        "data of": workshop.as_of.isoformat(),
        "answers anonymous": "yes" if workshop.anonymous else "no",
        "prepared by": workshop.made_by,
        "opened at (UTC)": _at(workshop.opened_at),
        "closed at (UTC)": _at(workshop.closed_at),
        "quorum": frame.get("quorum"),
        "voters": result.get("voters"),
        "only indicative": ("yes" if result["indicative"] else "no") if "indicative" in result else None,
        "questions open beforehand": early.get("questions"),
        "people asked beforehand": early.get("people"),
        "people who answered everything beforehand": early.get("through"),
        "answers given beforehand": early.get("answers"),
        "answers possible beforehand": early.get("possible"),
        "pairs answered": result.get("pairs"),
        "pairs in all": result.get("pairs_of"),
        "order settled": ("no" if result["open_pairs"] else "yes") if "open_pairs" in result else None,
        "result": results.result(workshop) if workshop.over else None,
        "consistency ratio": result.get("cr"),
        "voters ranked apart": consensus.get("people"),
        "Goepel's consensus S*": consensus.get("s_star"),
        "Kendall's W": consensus.get("w"),
        "decided by": decision.get("by"),
        "noted by": decision.get("noted_by"),
        "in force from": decision.get("as_of"),
        "currency": held.currency,
    }
    told |= {f"say of {group or 'all others'}": weight for group, weight in frame["say"].items()}
    yield from (("facts", "", "", "", "", what, value) for what, value in told.items() if value is not None)
    for sentence in _sentences(held):
        yield "facts", "", "", "", "", "sentence", sentence


def _sentences(held: Minutes) -> list[str]:
    changed = results.hands(held.workshop, held.currency, held.minor_digits)
    return [*minutes.facts(held), *voices.consensus(held), *([changed] if changed else [])]


def _weights(held: Minutes) -> Iterator[Row]:
    workshop = held.workshop
    found = (workshop.result or {}).get("weights")
    if not found:
        return
    for row in results.weights_rows(workshop, found).to_dict("records"):
        for what in ("before", "found", "decided"):
            if not pd.isna(row[what]):
                yield "weights", "", row["name"], "", "", what, row[what]
    if not (ways := voices.ways(workshop)):
        return
    groups = [(f"group{place}", name) for place, name in enumerate(workshop.result["consensus"]["groups"])]  # type: ignore[index]
    for row in voices.groups_rows(workshop).to_dict("records"):
        for field, what in [*((way[0], way[1]) for way in ways), *groups]:
            yield "weights", "", row["name"], "", "", what.lower(), row[field]


def _ratings(held: Minutes) -> Iterator[Row]:
    for row in results.ratings_rows(held.workshop).to_dict("records"):
        row["cost of the project"] = row["stake"] / 10**held.minor_digits
        # In small letters, as they are uploaded: programs that read tables take "None" for a missing value.
        row |= {what: row[what].lower() for what in ("before", "found", "decided")}
        for what in ("before", "found", "decided", "agreement", "answers", "cost of the project"):
            if row[what] != "":
                yield "ratings", "", row["project"], row["objective"], "", what, row[what]


def _roster(held: Minutes) -> Iterator[Row]:
    for place, row in enumerate(minutes.roster_rows(held.roster).to_dict("records"), 1):
        for what in ("group", "came", "votes", "about"):
            if row[what]:
                yield "roster", place, row["name"], "", "", "noted" if what == "about" else what, row[what]


def _agenda(held: Minutes) -> Iterator[Row]:
    told = minutes.agenda_rows(held).to_dict("records")
    rounds = [(item, part) for item in held.agenda for part in item.rounds]
    for row, (item, part) in zip(told, rounds, strict=True):
        at = (row["number"], row["left"], row["right"], row["round"])
        yield "agenda", *at, "asked at (UTC)", _at(item.asked_at)
        yield "agenda", *at, "answers", row["answered"]
        yield "agenda", *at, "people asked", row["of"]
        group = row["group"].lower() if held.workshop.kind == "challenge" else row["group"]
        for what, value in (
            ("the group", group),
            ("agreement", row["agreement"]),
            ("accepted", row["accepted"]),
        ):
            if value:
                yield "agenda", *at, what, value
        scale = held.workshop.frame.get("scale", "")
        yield from (("answers", *at, what, many) for what, many in _answers(held.workshop.kind, scale, item, part))


def _answers(kind: str, scale: str, item: Item, part: Round) -> list[tuple[str, Any]]:
    """Return how often each answer was given, or that it is not shown."""
    if part.counts is None:
        return [("not shown", "fewer than three answers")]
    given = sorted(int(key) for key in part.counts if key != "none")
    told: list[tuple[str, Any]] = [
        (wording.answer_words(answer, kind, item.left, item.right, scale), part.counts[str(answer)]) for answer in given
    ]
    told = [(words.lower(), many) for words, many in told] if kind == "challenge" else told
    return [*told, ("would not say", part.counts["none"])] if part.counts.get("none") else told


def _departures(held: Minutes) -> Iterator[Row]:
    names = held.workshop.names
    told: list[Mapping[str, Any]] = (held.workshop.decision or {}).get("departures", [])
    total = sum(((held.workshop.decision or {}).get("points") or {}).values())
    for place, each in enumerate(told, 1):
        key = [each["key"]] if isinstance(each["key"], str) else each["key"]
        sides = [*(names.get(one, one) for one in key), ""][:2]
        for what in ("found", "decided", "reason"):
            yield "departures", place, sides[0], sides[1], "", what, each[what]
        if held.workshop.kind == "weights":
            for what, share in points.shares(each["found"], each["decided"], total).items():
                yield "departures", place, sides[0], sides[1], "", what, share


def _dissent(held: Minutes) -> Iterator[Row]:
    for place, each in enumerate(held.dissent, 1):
        yield "dissent", place, each.name or "no name given", "", "", "words", each.words


def _at(moment: Any) -> str | None:
    return None if moment is None else f"{moment:%Y-%m-%d %H:%M}"
