"""Which passwords may be chosen: long ones that are not among the first a program would try."""

import re
import threading
from collections.abc import Iterable, Mapping
from typing import Any, Final

from zxcvbn import zxcvbn

from services.errors import Explained

SHORTEST: Final = 12
LONGEST: Final = 256
JUDGED: Final = 64
"""Only so many are judged: the time rises faster than their number, to seconds for the worst hundred characters."""
LEAST: Final = 3
"""Of the scores 0 to 4: from 3 on a program needs at least a hundred million guesses."""
OURS: Final = ("bellwether",)
PART: Final = 3
"""Shorter parts of a name stand in so many words that they say nothing."""
REASONS: Final = {
    "user_inputs": "It is little more than your own account, name or address, or the name Bellwether.",
    "passwords": "It is, or holds, one that very many people choose.",
    "dictionary": "It is little more than one or two common words or names.",
    "spatial": "It follows the keys of the keyboard.",
    "repeat": "It repeats the same characters.",
    "sequence": "Its characters follow one another as in abc or 6543.",
    "regex": "A year stands for much of it.",
    "date": "A date stands for much of it.",
}
_JUDGING = threading.Lock()


def checked(password: str, known: Iterable[str] = ()) -> None:
    """Refuse passwords that are too short, too long or easily guessed; `known` is what others know of the person.

    As NIST SP 800-63B asks: length counts and no composition is asked for, but what is common, expected or built from
    the context (account, name, address, name of the service) is refused. How many guesses a password takes is estimated
    by zxcvbn (Wheeler 2016, USENIX Security 25). Raises Explained.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise _unusable(f"It needs {SHORTEST} to {LONGEST} characters.", "Several words do well.")
    why = _reason(password[:JUDGED], _parts(known))
    if why is not None:
        raise _unusable(f"It would soon be guessed. {why}", "Add a word or two that nobody would expect.")


def _reason(password: str, known: list[str]) -> str | None:
    """Return why a password would soon be guessed, in words that may be empty, or None where it would not."""
    found = _judged(password, known)
    if found["score"] < LEAST:
        return _recognised(found["sequence"])
    # What stands between known words counts for more than it is worth there: "Ruiz, Ana 2026" would do.
    rest = re.sub("|".join(map(re.escape, known)), "", password.casefold())
    if not rest or (rest != password.casefold() and _judged(rest[:JUDGED], known)["score"] < LEAST):
        return REASONS["user_inputs"]
    return None


def _judged(password: str, known: list[str]) -> Mapping[str, Any]:
    # zxcvbn keeps the words of a call in a table of its module: two at once would judge by each other's.
    with _JUDGING:
        return dict(zxcvbn(password, user_inputs=known, max_length=JUDGED))


def _parts(known: Iterable[str]) -> list[str]:
    """Return what is known whole and in its parts, longest first."""
    whole = [words.strip().casefold() for words in (*known, *OURS)]
    parts = [part for words in whole for part in re.split(r"[\W_]+", words)]
    return sorted({part for part in (*whole, *parts) if len(part) >= PART}, key=lambda part: (-len(part), part))


def _recognised(sequence: Iterable[Mapping[str, Any]]) -> str:
    """Return what the longest part of the password is that was recognised, or nothing where none was."""
    parts = [part for part in sequence if part["pattern"] in REASONS]
    if not parts:
        return ""
    longest = max(parts, key=lambda part: len(part["token"]))
    return REASONS.get(longest.get("dictionary_name") or "", REASONS[longest["pattern"]])


def _unusable(why: str, repair: str) -> Explained:
    return Explained("This password cannot be used.", why.strip(), repair)
