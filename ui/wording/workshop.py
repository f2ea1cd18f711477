"""What is said on the pages of workshops: for facilitators, on the wall, and of results."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd

from services.workshops.making import FEWEST
from services.workshops.progress import Progress
from services.workshops.reading import Workshop
from services.workshops.turnout import Turnout
from ui.wording.formats import count, day, moment, number

LEVELS = ("None", "Low", "Moderate", "Strong", "Extreme")
STAGES = {
    "draft": "Being prepared",
    "scoring": "Answers are given beforehand",
    "lobby": "Open for joining",
    "asking": "Answers are coming in",
    "revealed": "Answers are shown",
    "discussing": "Discussion",
    "between": "Between questions",
    "closed": "Closed, not decided yet",
    "accepted": "Decided",
    "abandoned": "Ended without a result",
}
KINDS = {"weights": "Weights of objectives", "challenge": "Ratings that decide about money"}
TITLES = {"weights": "Weights for the budget of 2027", "challenge": "Ratings for the budget of 2027"}
"""What a workshop of a kind could be called."""
KINDS_HELP = (
    "Weights: which objectives matter more, two at a time, in about 25 minutes. Challenge: only the ratings that could "
    "change what the budget funds, or on which people differ widely, about 20 of them."
)
SCALES = {"verbal": "Seven levels in words", "saaty": "1 to 9 on either side"}
ONLY_HERE = (
    "This address leads to this machine alone, so that phones of others cannot join. They can where Bellwether is "
    "served under an address of your network, with sign-in."
)
HIDDEN = (
    "Fewer than three answered, so the answers are not shown. Asked again, the others can still answer; accepted, "
    "nobody else can."
)
PRACTICE = "Practice: the people are simulated, and nothing of it counts."
SEVEN = {2: "more", 5: "much more", 8: "extremely more"}
"""By the distance of an answer from equal, the words of the seven levels; between them there are none."""
LOW = "Agreement: low"
CLOSING = "Not everything has been asked. Once it is closed nobody can join or answer any more."
CLOSE, APART = 0.7, 1.4
"""Standard deviation of the judgments, in doublings: up to the first people agree, beyond the second they do not."""


def finding(workshops: Sequence[Workshop]) -> str:
    """Return the headline of the list of workshops."""
    open_now = [each for each in workshops if each.under_way]
    waiting = [each for each in workshops if each.stage == "closed" and not each.practice]
    if open_now:
        return (
            f"{open_now[0].title} is under way." if len(open_now) == 1 else f"{len(open_now)} workshops are under way."
        )
    if waiting:
        return f"{count(len(waiting), 'workshop')} {'waits' if len(waiting) == 1 else 'wait'} for a decision."
    if not workshops:
        return "Let ten people agree in forty minutes on what matters most."
    return f"No workshop is under way; the last was {workshops[0].title}."


def rows(workshops: Sequence[Workshop]) -> pd.DataFrame:
    """Return the list of workshops as a table."""
    return pd.DataFrame(
        {
            "title": [each.title for each in workshops],
            "kind": [KINDS[each.kind] + (" (practice)" if each.practice else "") for each in workshops],
            "stage": [STAGES[each.stage] for each in workshops],
            "made": [moment(each.made_at) for each in workshops],
            "by": [each.made_by for each in workshops],
        }
    )


def too_few_objectives(many: int, as_of: date) -> str:
    """Return why no weights can be weighed at a date; "" where there are objectives enough.

    >>> too_few_objectives(0, date(2026, 10, 31))
    'A workshop needs two objectives to weigh against each other, and there is none at 31 Oct 2026.'
    """
    if many >= FEWEST:
        return ""
    held = "there is one" if many else "there is none"
    return f"A workshop needs two objectives to weigh against each other, and {held} at {day(as_of)}."


def standing(workshop: Workshop, told: Turnout) -> str:
    """Return where a workshop stands, for its facilitator."""
    if workshop.stage == "draft":
        invited = sum(seat.invited for seat in workshop.seats)
        return f"{count(invited, 'person', 'people')} invited. Nothing is open yet."
    if workshop.stage == "scoring":
        return beforehand(told)
    if workshop.stage == "lobby":
        return f"{count(told.joined, 'person has', 'people have')} joined.{quorum(workshop, told)}"
    if workshop.stage == "asking":
        again = "Asked again: answers stay unless they are changed. " if told.round > 1 else ""
        return f"{again}{answered(told)}"
    if workshop.over:
        return STAGES[workshop.stage] + "."
    return f"{STAGES[workshop.stage]}. {count(told.joined, 'person is', 'people are')} here.{quorum(workshop, told)}"


def quorum(workshop: Workshop, told: Turnout) -> str:
    """Return that too few voters are here for the result to be more than indicative; empty where enough are."""
    needed = int(workshop.frame["quorum"])
    return "" if told.joined >= needed else f" The quorum is {needed}: with fewer the result is only indicative."


def not_yet(workshop: Workshop, told: Turnout) -> str:
    """Return what showing the answers now would mean for those who have not answered; empty where all have."""
    left = told.may_answer - told.answered
    if left <= 0 or not workshop.anonymous or told.round > 1:
        return ""
    return f"{count(left, 'person has', 'people have')} not answered, and cannot any more once the answers are shown."


def aside(workshop: Workshop, now: datetime) -> str:
    """Return how much of the time is used, and that it is a practice where it is one."""
    told = [PRACTICE] if workshop.practice else []
    if workshop.opened_at is not None and workshop.stage != "scoring":
        used = int((now - workshop.opened_at).total_seconds() // 60)
        of = workshop.frame["minutes"]
        told.append(f"{used} of {of} minutes used." if used <= of else f"{used - of} minutes over the {of} planned.")
    return " ".join(told)


def beforehand(told: Turnout) -> str:
    """Return how many are through with answering beforehand, and who is not."""
    done = f"{number(told.answered)} of {count(told.may_answer, 'person', 'people')} have answered everything."
    return f"{done} {waiting_for(told)}".strip()


def answered_on_wall(told: Turnout) -> str:
    """Return how many have answered; when a question is asked again, that answers stay unless they are changed."""
    return "Asked again: keep your answer or change it." if told.round > 1 else answered(told)


def answered(told: Turnout) -> str:
    """Return how many have answered."""
    return f"{number(told.answered)} of {number(told.may_answer)} have answered."


def waiting_for(told: Turnout, many: int = 6) -> str:
    """Return who has not answered yet; empty where that is not told or everybody has."""
    if not told.waiting:
        return ""
    named = ", ".join(told.waiting[:many])
    rest = len(told.waiting) - many
    return f"Waiting for {named}" + (f" and {rest} more." if rest > 0 else ".")


def question(shown: Mapping[str, Any]) -> str:
    """Return the question as the wall asks it."""
    if shown["kind"] == "challenge":
        return f"How much does {shown['question']['left']['name']} serve {shown['question']['right']['name']}?"
    return "Which matters more, and by how much?"


def agreement(accepted: Mapping[str, Any] | None, kind: str) -> str:
    """Return in words how far the answers agree."""
    if accepted is None or accepted["answers"] < 2:
        return ""
    spread = accepted["spread"] * (1.0 if kind == "weights" else 1.6)
    return "Agreement: high" if spread <= CLOSE else "Agreement: middling" if spread <= APART else LOW


def group_answer(accepted: Mapping[str, Any], left: str, right: str) -> str:
    """Return what the group says of a pair."""
    times = accepted["ratio"]
    if 0.95 < times < 1.05:
        return f"The group: {left} and {right} matter equally."
    more, less, by = (left, right, times) if times > 1 else (right, left, 1 / times)
    return f"The group: {more} matters {number(by, 1)} times as much as {less}."


def so_far(found: Progress, names: Mapping[str, str]) -> str:
    """Return how far the answers lead, and whether more of them could change anything."""
    told = f"{found.answered} of {found.pairs} pairs answered."
    if found.weights is None:
        return f"{told} The answers do not connect all objectives yet."
    first = names[max(found.weights, key=lambda key: found.weights[key] if found.weights else 0.0)]
    if found.stable:
        return f"{told} {first} leads. The order is settled: further answers could hardly change it."
    pairs = len(found.open_pairs)
    return f"{told} {first} leads. {count(pairs, 'order')} could still change."


def settled(order: bool, funds: bool) -> str:
    """Return that further answers could hardly change the order, or what is funded; empty where they could."""
    if order and funds:
        return "The order is settled, and so is what is funded: further answers could hardly change either."
    if order:
        return "The order is settled: further answers could hardly change it."
    return "What is funded is settled: further answers could hardly change it." if funds else ""


def named(people: Mapping[int | None, Sequence[str]], kind: str, left: str, right: str, scale: str = "saaty") -> str:
    """Return who gave which answer, in a sentence; empty where nobody is told."""
    answers = sorted((answer for answer in people if answer is not None), reverse=kind == "challenge")
    told = [f"{answer_words(answer, kind, left, right, scale)}: {', '.join(people[answer])}" for answer in answers]
    told += [f"would not say: {', '.join(people[None])}"] if None in people else []
    return "; ".join(told)


def answer_words(answer: int, kind: str, left: str, right: str, scale: str = "saaty") -> str:
    """Return an answer in words, as the wall and the minutes tell it: on the seven levels in their words."""
    if kind == "challenge":
        return LEVELS[answer]
    if answer == 0:
        return "equal"
    words = SEVEN.get(abs(answer)) if scale == "verbal" else None
    return f"{left if answer < 0 else right} {words or f'{abs(answer) + 1} times'}"


def level_found(shown: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """Return what the group says of a rating, how it stands, and what hangs on it; empty for a pair."""
    held = shown["question"]["evidence"]
    if held is None:
        return ""
    level = LEVELS[int(found["answer"])].lower()
    told = f"The group: {level}. Rated {held['rating'] or 'not at all'} so far"
    if held["needed"] is None:
        return f"{told}; by itself it decides about no money"
    return f"{told}; at {held['needed']} it would {'no longer be' if held['inside'] else 'be'} funded"
