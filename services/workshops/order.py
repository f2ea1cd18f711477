"""Which question comes next: the one whose answer promises most, until the ranking stands."""

from collections.abc import Mapping, Sequence
from typing import Any

from data_access import UnitOfWork
from models import ahp_questions
from services.workshops import group_answer, undisputed
from services.workshops.reading import Question
from services.workshops.terms import WARM_UP, WIDE

Asked = tuple[str, str, int | None]


def following(row: Mapping[str, Any], questions: Sequence[Mapping[str, Any]]) -> Asked | None:
    """Return left and right key, and the stake, of the next question; None where all were asked."""
    if row["kind"] == "challenge":
        done = {(each["left_key"], each["right_key"]) for each in questions}
        asked = (each for each in row["frame"]["ratings"] if not each.get("beforehand"))
        listed = ((each["project"], each["objective"], each["stake"]) for each in asked)
        return next((each for each in listed if each[:2] not in done), None)
    keys = [each["key"] for each in row["frame"]["objectives"]]
    pair = ahp_questions.next_pair(len(keys), judgments(keys, questions, unanswered=1.0))
    return None if pair is None else (keys[pair[0]], keys[pair[1]], None)


def waiting(work: UnitOfWork, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the questions that were answered beforehand and not asked live yet, in the order in which they are asked.

    Pairs: the most disputed first. Ratings: those that decide about money and are disputed, the most money first; then
    the others that are disputed; then what is not, in the same order.
    """
    open_ones = [
        each
        for each in work.workshops.questions(row["id"])
        if each["settled_at"] is None and not each["revealed"] and each["left_key"] != WARM_UP
    ]
    return sorted(open_ones, key=lambda each: _place(work, row, each))


def _place(work: UnitOfWork, row: Mapping[str, Any], question: Mapping[str, Any]) -> tuple[float, ...]:
    """Return where a question that was answered beforehand stands among the others; the lowest is asked first."""
    found = answer(work, row, question)
    if row["kind"] == "weights":
        return -_spread(found), question["position"]
    money = int(question["stake"] or 0) if undisputed.decides(row, question) else 0
    return not undisputed.disputed(row, question, found), -money, question["position"]


def to_ask_live(work: UnitOfWork, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the questions of `waiting` that are to be asked live.

    Ratings that were asked beforehand only are among them where people differ widely.
    """
    ratings = row["frame"].get("ratings", ())
    only_beforehand = {(each["project"], each["objective"]) for each in ratings if each.get("beforehand")}
    return [
        each
        for each in waiting(work, row)
        if (each["left_key"], each["right_key"]) not in only_beforehand or _spread(answer(work, row, each)) >= WIDE
    ]


def _spread(found: Mapping[str, Any] | None) -> float:
    """Return how far the answers to a question lie apart; below zero where nobody answered."""
    return -1.0 if found is None else float(found["spread"])


def answer(work: UnitOfWork, row: Mapping[str, Any], question: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what the group answered to a question so far; see `group_answer.accepted`."""
    ballots = work.ballots.of_question(question["id"], question["round"])
    return group_answer.accepted(row["kind"], ballots, group_answer.say_of(row["frame"], row["anonymous"]))


def judgments(
    keys: Sequence[str], questions: Sequence[Mapping[str, Any]], unanswered: float | None = None
) -> dict[tuple[int, int], float]:
    """Return how many times as important the first of each pair is, by the answers accepted.

    Questions that nobody answered are left out, or count as `unanswered` so that they are not asked again.
    """
    place = {key: index for index, key in enumerate(keys)}
    found: dict[tuple[int, int], float] = {}
    for each in questions:
        if each["left_key"] == WARM_UP or each["settled_at"] is None:
            continue
        value = each["accepted"]["ratio"] if each["accepted"] else unanswered
        if value is not None:
            found[place[each["left_key"]], place[each["right_key"]]] = value
    return found


def stored(question: Question) -> dict[str, Any]:
    """Return a question as `judgments` reads it."""
    told = {"left_key": question.left, "right_key": question.right}
    return {**told, "accepted": question.accepted, "settled_at": question.settled_at}
