"""The minutes of a workshop in words, for the page and the files."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from services.workshops.minutes import Attendance, Item, Minutes, Round
from ui.wording import workshop as wording
from ui.wording import workshop_points as points
from ui.wording import workshop_results as results
from ui.wording import workshop_voices as voices
from ui.wording.formats import count, moment, number


def facts(held: Minutes) -> list[str]:
    """Return what was fixed and who was there, a sentence each."""
    workshop = held.workshop
    told = [wording.PRACTICE] if workshop.practice else []
    opened = f"Opened {moment(workshop.opened_at)}" if workshop.opened_at else "Never opened"
    closed = f", closed {moment(workshop.closed_at)}" if workshop.closed_at else ""
    told.append(f"{opened}{closed}; {'led' if workshop.opened_at else 'prepared'} by {workshop.made_by}.")
    if workshop.opened_at:
        told.append(
            "Answers were anonymous: kept under random keys that only the voters' devices hold."
            if workshop.anonymous
            else "Answers bore names and were shown by the facilitator."
        )
    told.append(_attended(held))
    told += _beforehand(held)
    told += _say(held)
    result = workshop.result
    if result is not None:
        quorum = f"{count(result['voters'], 'voter')}, with a quorum of {result['quorum']}"
        told.append(f"{quorum}: the result is only indicative." if result["indicative"] else f"{quorum}.")
    told += [late] if (late := results.unsettled(workshop)) else []
    return told


def roster_rows(roster: tuple[Attendance, ...]) -> pd.DataFrame:
    """Return who was invited and came, as a table."""
    return pd.DataFrame(
        {
            "name": [each.name for each in roster],
            "group": [each.group for each in roster],
            "came": ["yes" if each.came else "no" for each in roster],
            "votes": ["yes" if each.votes else "no" for each in roster],
            "about": [_about(each) for each in roster],
        }
    )


def agenda_rows(held: Minutes) -> pd.DataFrame:
    """Return the steps, a row for each round of each question, as a table."""
    rows = [_row(held, item, part) for item in held.agenda for part in item.rounds]
    columns = ["number", "left", "right", "round", "answered", "of", "answers", "group", "agreement", "accepted"]
    return pd.DataFrame(rows, columns=columns)


def distribution(counts: Mapping[str, int] | None, kind: str, left: str, right: str, scale: str) -> str:
    """Return how often each answer was given, in words."""
    if counts is None:
        return "fewer than three answers, not shown"
    told = []
    for answer in sorted(int(key) for key in counts if key != "none"):
        told.append(f"{wording.answer_words(answer, kind, left, right, scale)}: {counts[str(answer)]}")
    if counts.get("none"):
        told.append(f"would not say: {counts['none']}")
    return "; ".join(told)


def departures(held: Minutes) -> list[str]:
    """Return what was decided otherwise than found, with its reasons, a sentence each."""
    names = held.workshop.names
    told = (held.workshop.decision or {}).get("departures", ())
    if held.workshop.kind == "challenge":
        return [
            f"{names[each['key'][0]]}, {names[each['key'][1]]}: {each['decided']} instead of {each['found']}. "
            f"{each['reason']}"
            for each in told
        ]
    total = sum(((held.workshop.decision or {}).get("points") or {}).values())
    return [
        f"{names[each['key']]}: {points.departure(each['found'], each['decided'], total)}. {each['reason']}"
        for each in told
    ]


def dissent(held: Minutes) -> list[str]:
    """Return the views put into the minutes, with the name where one was given."""
    return [f"{each.words} ({each.name or 'no name given'})" for each in held.dissent]


def _attended(held: Minutes) -> str:
    came = sum(each.came for each in held.roster)
    invited = sum(each.invited for each in held.roster)
    expected = sum(each.came and each.invited for each in held.roster)
    rest = f", {number(came - expected)} of them by the code alone" if came > expected else ""
    among = f"{number(expected)} of {number(invited)} invited were among them"
    return f"{count(came, 'person', 'people')} came{rest}; {among}."


def _beforehand(held: Minutes) -> list[str]:
    """Return how many questions people could answer before the session, how far they were, and what became of them."""
    early = [each for each in held.agenda if each.beforehand]
    far = held.workshop.frame.get("beforehand")
    if not early:
        return []
    questions = far["questions"] if far else len(early)
    told = f"{count(questions, 'question was', 'questions were')} open beforehand, each person alone"
    if far:
        told += (
            f": {number(far['through'])} of {count(far['people'], 'person', 'people')} answered all of theirs, and "
            f"{number(far['answers'])} of {count(far['possible'], 'answer was', 'answers were')} given"
        )
    return [f"{told}.", _became(early, questions)]


def _became(early: Sequence[Item], questions: int) -> str:
    """Return what became of the questions that were open beforehand."""
    live = sum(each.live for each in early)
    if live == questions:
        return "All of them came up in the session."
    parts = (
        (len(early) - live, "that nobody disputed {be} accepted unasked"),
        (live, "came up in the session"),
        (questions - len(early), "{be} neither asked there nor accepted"),
    )
    told = [f"{number(many)} {words.format(be='was' if many == 1 else 'were')}" for many, words in parts if many]
    return f"{voices.listed(told)}."


def _about(each: Attendance) -> str:
    told = [f"represented by {each.delegate}"] if each.delegate else []
    told += ["joined by code"] if not each.invited else []
    told += [f"did not judge {count(each.recused, 'project')} (conflict of interest)"] if each.recused else []
    return ", ".join(told)


def _row(held: Minutes, item: Item, part: Round) -> list[Any]:
    kind = held.workshop.kind
    last = part is item.rounds[-1]
    group = _group(part.group, kind, item) if part.group else ""
    agreement = wording.agreement(part.group, kind).removeprefix("Agreement: ")
    taken = "yes" if item.live else "yes, unasked"
    accepted = (taken if item.accepted else "left open") if last and item.settled_at else "no"
    told = distribution(part.counts, kind, item.left, item.right, held.workshop.frame.get("scale", ""))
    sides = [item.number, item.left, item.right, part.number, part.answered, part.of]
    return [*sides, told, group, agreement, accepted]


def _group(group: Mapping[str, Any], kind: str, item: Item) -> str:
    if kind == "challenge":
        split = voices.between(group)
        return wording.LEVELS[int(group["answer"])] + (f" ({split})" if split else "")
    return wording.group_answer(group, item.left, item.right).removeprefix("The group: ")


def _say(held: Minutes) -> list[str]:
    """Return how much the voters of each group count, and whether that could be applied."""
    workshop = held.workshop
    if not workshop.frame["say"]:
        return []
    groups = ", ".join(f"{group} {number(weight, 1)}" for group, weight in workshop.frame["say"].items())
    told = [f"A voter counts by group ({groups}; all others 1)."]
    counted = ((workshop.result or {}).get("consensus") or {}).get("say_counted")
    if workshop.anonymous and workshop.result is not None:
        told.append(
            "In the answer to a single question all count the same; the result holds the groups' say."
            if counted
            else "It could not be applied: too few of a group answered enough for that not to give them away."
        )
    return told
