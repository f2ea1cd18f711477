"""What is said of answers that contradict each other: to the facilitator by name, on the wall in a sentence."""

from collections.abc import Mapping, Sequence

from services.weighing_funded import FundedChange
from services.workshops.contradictions import Contradiction
from ui.wording.formats import count, number


def contradiction(found: Contradiction, names: Mapping[str, str], funds: FundedChange | None) -> str:
    """Return which of the group's answers contradict each other, and whether that matters."""
    told = [f"The group's answers about {_listed([names[key] for key in found.between])} do not fit together."]
    told.append(f"Consistency ratio {number(found.cr, 2)} ({found.table}); up to 0.10 is usual.")
    told.append(f"The answer to {_pair(found, names)} is the one whose change helps most; {_matters(found, funds)}.")
    return " ".join(told)


def disagree(found: Contradiction, names: Mapping[str, str], funds: FundedChange | None) -> str:
    """Return what the wall says of a contradiction."""
    return f"Our answers about {_pair(found, names)} and the others disagree; {_matters(found, funds)}."


def _pair(found: Contradiction, names: Mapping[str, str]) -> str:
    return f"{names[found.left]} or {names[found.right]}"


def _matters(found: Contradiction, funds: FundedChange | None) -> str:
    """Return whether an answer that fits the others would alter the ranking, or what is funded."""
    ranking = "it could alter the ranking" if found.alters_ranking else "it would not alter the ranking"
    if funds is None:
        return ranking
    changed = len(funds.entering) + len(funds.leaving)
    if not changed:
        return f"{ranking}{', but nothing' if found.alters_ranking else ', nor anything'} of what is funded"
    return f"{ranking}, and {count(changed, 'project')} would be funded or not"


def ask_again(found: Contradiction, names: Mapping[str, str]) -> str:
    """Return the button that asks the question whose change helps most."""
    return f"Ask again: {_pair(found, names)}"


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
