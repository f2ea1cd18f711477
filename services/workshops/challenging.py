"""A challenge: people rate again, in the open, what decides about money; and what was found is taken over."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from data_access import reading as reads
from services import alignment, states
from services.access import Actor, Scope, refuse_without
from services.errors import Explained
from services.objectives import MEANINGS
from services.restatements import Restatement
from services.rights import Right
from services.workshops import disputed, funded, hands, stakes
from services.workshops.deciding import Decided, decide
from services.workshops.funded import Ground
from services.workshops.making import prepare
from services.workshops.rules import Rules
from services.workshops.stakes import Pair, Stake
from services.workshops.terms import LEVELS

COLUMNS = ("name", "department", "phase", "description")


def prepare_challenge(
    actor: Actor, scope: Scope, as_of: date, title: str, rules: Rules, total: int | None = None, more: int = 0
) -> int:
    """Prepare a challenge of ratings and return its number; see `challenged` for which ones."""
    return prepare(actor, scope, as_of, title, rules, "challenge", challenged(actor, scope, as_of, total, more))


def challenged(actor: Actor, scope: Scope, as_of: date, total: int | None, more: int = 0) -> dict[str, Any]:
    """Return what a challenge asks about: ratings, their projects and objectives, the total, what is out of scope.

    Asked are the ratings that could change what the total (minor units) funds, the most money first, then those on
    which people differed widely in an earlier challenge. So many `more` are asked beforehand only, and come up
    live where answers differ widely. Mandatory, committed and running projects are out of scope: they are funded
    whatever they are rated. Restricted projects are left out, because phones would show them to whoever joins.
    """
    refuse_without(actor, scope, Right.DECIDE)
    objectives = alignment.read(scope, as_of).objectives
    weights = {row.objective_key: float(row.share) for row in objectives.itertuples() if row.share > 0}
    if not weights:
        raise Explained("No objective has any points.", repair="Give them points, or hold a workshop on weights.")
    held = funded.ground(scope, as_of, total)
    kept = _restricted(scope)
    asked = _asked(scope, held, weights, kept)
    if not asked:
        raise Explained(
            "No single rating could change what is funded, and on none people differed widely before.",
            "The funded set stands, however one of them turns out.",
            "Choose another total, or hold a workshop on weights.",
        )
    more = min(max(more, 0), disputed.MOST_BEFOREHAND)
    asked += disputed.for_beforehand(held, weights, [each.pair for each in asked], more, kept)
    asked_about: dict[str, Any] = {
        "objectives": [_told(row) for row in objectives.to_dict("records") if row["objective_key"] in weights],
        "projects": _briefs(scope, as_of, list(dict.fromkeys(each.project for each in asked))),
        "ratings": [{**asdict(each), "evidence": ""} for each in asked],
        "total": held.total,
        "more": more,
        "out_of_scope": len(held.candidates.decided),
        "restricted": len(kept),
    }
    _add_evidence(scope, as_of, asked_about["ratings"])
    return asked_about


def _asked(scope: Scope, held: Ground, weights: Mapping[str, float], kept: frozenset[str]) -> list[Stake]:
    """Return what is asked in any case: what could decide about money, then what people differed on widely before.

    Of each the dearest project first. Where that is too much, what hangs no money on it is left out.
    """
    before, most = disputed.before(scope), stakes.MOST + stakes.PER_PROJECT * len(kept)
    found = stakes.of_ratings(held, weights, most)
    deciding = [replace(each, disputed=before.get(each.pair, "")) for each in found]
    known = {each.pair for each in deciding}
    others = [each for each in disputed.of_ratings(held, weights, before) if each.pair not in known]
    asked = [each for each in (*deciding, *others) if each.project not in kept]
    return sorted(asked, key=lambda each: (each.needed is None, -each.stake))[: stakes.MOST]


def accept_ratings(
    actor: Actor, scope: Scope, number: int, seen: int, as_of: date, decided_by: str,
    levels: Mapping[Pair, str], reasons: Mapping[Pair, str],
    restatement: Restatement | None = None,
) -> int:  # fmt: skip
    """Give the projects the ratings that were decided, from a date on; return how many change.

    Ratings that depart from what the workshop found need a reason each. What a rating rested on before stays beside
    it, as given for the level that it had.
    """
    present = _present(scope, as_of)
    changed = hands.at_decision(scope, number, levels)

    def write(row: dict[str, Any]) -> Decided:
        found = {(each["project"], each["objective"]): each["found"] for each in row["result"]["ratings"]}
        if set(levels) != set(found):
            raise Explained("Every rating that was challenged needs its level.")
        departures = _departures(row["frame"], found, levels, reasons)
        why = {(each["key"][0], each["key"][1]): f"{each['found']} was found. {each['reason']}" for each in departures}
        rows: list[dict[str, Any]] = []
        for pair, level in levels.items():
            rows.append({"project_key": pair[0], "objective_key": pair[1], "rating": level})
            rating, evidence = present.get(pair, ("", ""))
            if rating != level:
                rows[-1]["evidence"] = _evidence(row, why.get(pair, ""), rating, evidence)
        told = [[*pair, level] for pair, level in levels.items()]
        return Decided("impacts", rows, {"ratings": told, "departures": departures, "hands": changed})

    return decide(actor, scope, number, seen, as_of, decided_by, write, restatement)


def _departures(
    frame: Mapping[str, Any], found: Mapping[Pair, str], levels: Mapping[Pair, str], reasons: Mapping[Pair, str]
) -> list[dict[str, Any]]:
    """Return what was decided otherwise than found, with the reasons; raises Explained, by name, where one lacks."""
    names = {each["key"]: each["name"] for part in ("projects", "objectives") for each in frame[part]}
    departures = []
    for pair, level in levels.items():
        if level not in LEVELS:
            raise Explained(f'"{level}" is no level.', repair="Choose one of the five.")
        if level == found[pair]:
            continue
        if not (reason := reasons.get(pair, "").strip()):
            raise Explained(
                f"{names[pair[0]]} becomes {level} on {names[pair[1]]}, and the workshop found {found[pair]}.",
                "A departure needs a reason; it stands in the minutes.",
                "Write it, or take what was found.",
            )
        departures.append({"key": list(pair), "found": found[pair], "decided": level, "reason": reason})
    return departures


def _evidence(row: Mapping[str, Any], why: str, rating: str, evidence: str) -> str:
    """Return what a changed rating rests on: the workshop, and as given for the level before what stood there."""
    told = f"Workshop {row['title']}, {row['closed_at']:%-d %b %Y}."
    told += f" Decided otherwise: {why}" if why else ""
    told += f" Given earlier, for {rating or 'no rating'}: {evidence}" if evidence else ""
    return told if len(told) <= alignment.LONGEST_EVIDENCE else f"{told[: alignment.LONGEST_EVIDENCE - 1]}…"


def _present(scope: Scope, as_of: date) -> dict[Pair, tuple[str, str]]:
    """Return the rating and the evidence of each pair as they stand, "" where there is none."""
    impacts = states.register(scope, "impacts", as_of, ["project_key", "objective_key", "rating", "evidence"])
    return {
        (row.project_key, row.objective_key): (_text(row.rating), _text(row.evidence)) for row in impacts.itertuples()
    }


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _told(objective: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is fixed of an objective: name, statement, and what each level means on it, "" where it is usual."""
    told = {"key": objective["objective_key"], "name": objective["name"], "statement": objective["statement"] or ""}
    return {**told, "levels": [_text(objective.get(column)).strip() for column in MEANINGS.values()]}


def _briefs(scope: Scope, as_of: date, keys: list[str]) -> list[dict[str, Any]]:
    """Return what a phone tells of each project: name, and the facts that help to rate it."""
    state = states.projects(scope, as_of, COLUMNS).set_index("project_key")
    return [{"key": key, "name": str(state.at[key, "name"]), "statement": _brief(state.loc[key])} for key in keys]


def _brief(row: Any) -> str:
    labelled = {"": row["description"], "Department: ": row["department"], "Phase: ": row["phase"]}
    given = [f"{label}{part.strip()}" for label, part in labelled.items() if isinstance(part, str) and part.strip()]
    return " ".join(part if part.endswith((".", "!", "?", "…")) else f"{part}." for part in given)


def _add_evidence(scope: Scope, as_of: date, ratings: list[dict[str, Any]]) -> None:
    known = _present(scope, as_of)
    for each in ratings:
        each["evidence"] = known.get((each["project"], each["objective"]), ("", ""))[1]


def _restricted(scope: Scope) -> frozenset[str]:
    with reads() as work:
        facts = work.portfolios.get(scope.portfolio)
        return frozenset() if facts is None else frozenset(work.people.restricted(facts.id))
