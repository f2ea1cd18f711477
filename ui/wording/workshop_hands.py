"""What is said of the projects that change hands with the ratings of a challenge: as found, and as decided."""

from services.workshops import hands as hands_service
from services.workshops.hands import Hands, Project
from services.workshops.reading import Workshop
from ui.wording import workshop_voices as voices
from ui.wording.formats import count, money, shortened

LONGEST_NAME = 40
FOUND, DECIDED = "the ratings found", "the ratings decided"


def told(workshop: Workshop, currency: str, digits: int) -> str:
    """Return what the ratings change of what is funded, those decided before those found; "" where it is unknown."""
    found, decided = hands_service.kept(workshop), hands_service.decided(workshop)
    if workshop.decision is None or not workshop.decision["departures"]:
        return _whole(found, FOUND if workshop.decision is None else DECIDED, currency, digits)
    before = "" if found is None else f"As found: {_short(found, currency, digits)}."
    if decided is None:
        return f"What the ratings decided change of it was not worked out. {before}" if before else ""
    return f"{_whole(decided, DECIDED, currency, digits)} {before}".strip()


def headline(workshop: Workshop, currency: str, digits: int) -> str:
    """Return the same as the main finding of a wall, without names; "" where it was not worked out."""
    if workshop.decision is None:
        found, ratings = hands_service.kept(workshop), FOUND
    else:
        found, ratings = hands_service.decided(workshop), DECIDED
    if found is None:
        return ""
    words = _short(found, currency, digits)
    return f"{words[0].upper()}{words[1:]} with {ratings}."


def as_found(workshop: Workshop, currency: str, digits: int) -> str:
    """Return what was found where something else was decided, marked as found; else ""."""
    found = hands_service.kept(workshop)
    if found is None or not (workshop.decision or {}).get("departures"):
        return ""
    return f"Found: {_short(found, currency, digits)}."


def sides(workshop: Workshop, currency: str, digits: int, most: int = 3) -> list[tuple[str, str]]:
    """Return the projects that get money and those that lose it, each with its heading; nothing where none do."""
    found = hands_service.kept(workshop) if workshop.decision is None else hands_service.decided(workshop)
    if found is None:
        return []
    pairs = (("Now funded", found.enters), ("No longer funded", found.leaves))
    return [(words, _listed(side, currency, digits, most)) for words, side in pairs if side]


def _listed(side: tuple[Project, ...], currency: str, digits: int, most: int) -> str:
    return voices.listed(
        [f"{shortened(name, LONGEST_NAME)} ({money(cost / 10**digits, currency)})" for _, name, cost in side], most
    )


def _short(found: Hands, currency: str, digits: int) -> str:
    """Return how much changes hands, as the beginning or the end of a sentence."""
    if not found.money:
        return "the same projects are funded as before"
    many = len(found.enters) + len(found.leaves)
    return f"{count(many, 'project')} of {money(found.money / 10**digits, currency)} change{'s' * (many == 1)} hands"


def _whole(found: Hands | None, ratings: str, currency: str, digits: int) -> str:
    if found is None:
        return ""
    total = money(found.total / 10**digits, currency)
    if not found.money:
        return f"With a budget of {total} {ratings} fund the same projects as those before."
    named = [
        f"{voices.listed([name for _, name, _ in side])} would {word} be funded"
        for side, word in ((found.enters, "now"), (found.leaves, "no longer"))
        if side
    ]
    return f"With a budget of {total}, {_short(found, currency, digits)} with {ratings}: {'; '.join(named)}."
