"""What everybody at a workshop is shown, made once for each of its steps."""

from functools import lru_cache
from typing import Any, Final

from data_access import reading
from data_access.settings import settings
from services.errors import NotFound
from services.workshops.terms import ASKING, SCORING, SMALLEST_GROUP, WARM_UP

Shown = dict[str, Any]
RATED: Final = ("rating", "evidence", "inside", "needed", "stake")


def at(workshop: int) -> Shown:
    """Return what is shown of a workshop at its present step, as plain values for JSON.

    `question` is None where nothing is asked. Answers are told only once they are revealed, and in an anonymous
    workshop only where at least three were given.
    """
    with reading() as work:
        row = work.workshops.get(workshop)
    if row is None:
        raise NotFound("There is no such workshop.")
    # A step is known by all that tells it from the same number in another database, or in one that was restored.
    known = (settings().database_url, workshop, row["version"], row["stage"], row["current_id"], row["opened_at"])
    return _made(known, workshop)


@lru_cache(maxsize=64)
def _made(known: tuple[object, ...], workshop: int) -> Shown:
    with reading() as work:
        row = work.workshops.get(workshop)
        assert row is not None
        questions = work.workshops.questions(workshop)
        current = next((each for each in questions if each["id"] == row["current_id"]), None)
        ballots = [] if current is None else work.ballots.of_question(current["id"], current["round"])
        facts = work.portfolios.get(work.portfolios.key_of(row["portfolio_id"]))
        assert facts is not None
    told: Shown = {
        "workshop": workshop,
        "version": row["version"],
        "stage": row["stage"],
        "kind": row["kind"],
        "title": row["title"],
        "scale": row["frame"]["scale"],
        "anonymous": row["anonymous"],
        "practice": row["practice"],
        "currency": facts.currency,
        "minor_digits": facts.minor_digits,
        "until": None if row["discuss_until"] is None else row["discuss_until"].isoformat(),
        "question": None,
    }
    if row["stage"] == SCORING:
        beforehand = [_question(row, each, place) for place, each in enumerate(questions, 1)]
        return told | {"beforehand": beforehand}
    if current is None or row["stage"] in ("draft", "lobby"):
        return told
    settled = sum(_was_asked(each) for each in questions)
    question = _question(row, current, settled + (current["settled_at"] is None))
    if row["stage"] != ASKING:
        question["counts"] = counts(ballots, row["anonymous"])
        question["accepted"] = current["accepted"]
    return told | {"question": question}


def _was_asked(question: dict[str, Any]) -> bool:
    """Return whether a question was asked live and settled: the trial was not, nor what nobody disputed beforehand."""
    undisputed = (question["accepted"] or {}).get("undisputed", False)
    return question["settled_at"] is not None and question["left_key"] != WARM_UP and not undisputed


def counts(ballots: list[dict[str, Any]], anonymous: bool) -> dict[str, int] | None:
    """Return how often each answer was given, "none" among them; None where too few answered to be told apart."""
    if anonymous and sum(ballot["answer"] is not None for ballot in ballots) < SMALLEST_GROUP:
        return None
    found: dict[str, int] = {}
    for ballot in ballots:
        name = "none" if ballot["answer"] is None else str(ballot["answer"])
        found[name] = found.get(name, 0) + 1
    return found


def _question(row: dict[str, Any], question: dict[str, Any], number: int) -> Shown:
    """Return a question as it is asked, without any answers."""
    told: Shown = {"id": question["id"], "round": question["round"], "number": number}
    told |= {side: named(row, question[f"{side}_key"], side) for side in ("left", "right")}
    told |= {"evidence": _evidence(row, question), "warm_up": question["left_key"] == WARM_UP}
    return told | {"levels": _levels(row, question["right_key"])}


def _levels(row: dict[str, Any], objective: str) -> list[str] | None:
    """Return what each level of a rating means on an objective as fixed beforehand, "" where it is usual."""
    held = (each.get("levels") for each in row["frame"].get("objectives", ()) if each["key"] == objective)
    return next(held, None)


def _evidence(row: dict[str, Any], question: dict[str, Any]) -> dict[str, Any] | None:
    """Return how a rating stands that is challenged: level now, evidence, and the money (minor units) at stake."""
    pair = (question["left_key"], question["right_key"])
    found = (each for each in row["frame"].get("ratings", ()) if (each["project"], each["objective"]) == pair)
    rated = next(found, None)
    return None if rated is None else {name: rated[name] for name in RATED}


def named(row: dict[str, Any], key: str, side: str = "left") -> Shown:
    """Return name and statement of what stands on one side of a question."""
    if key == WARM_UP:
        name = "Coffee before the meeting" if side == "left" else "Coffee after the meeting"
        return {"name": name, "statement": "A question to try this out. Its answers count nowhere."}
    parts = (*row["frame"].get("objectives", ()), *row["frame"].get("projects", ()))
    found = next((each for each in parts if each["key"] == key), None)
    return {"name": key, "statement": ""} if found is None else {n: found.get(n) or "" for n in ("name", "statement")}
