"""The codes by which a workshop is joined: short enough to type, long enough not to be guessed."""

import secrets
from typing import Final

ALPHABET: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without what is read or heard as something else (I and 1, L, O and 0)."""
LENGTH: Final = 6


def new() -> str:
    """Return a code: one of about 900 million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def typed(code: str) -> str:
    """Return a code as stored, whatever way it was typed.

    >>> typed(" k7m-q2p ")
    'K7MQ2P'
    """
    return "".join(letter for letter in code.upper() if letter in ALPHABET)[: LENGTH + 1]
