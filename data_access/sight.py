"""What is kept from a reader: projects, subjects and dates, as every read of stored data applies it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final
from urllib.parse import unquote_plus

WITHOUT: Final = {"contingency": ("contingency",)}
"""Columns that a subject stands for."""


@dataclass(frozen=True)
class Sight:
    """What is kept from a reader; nothing by default.

    `hidden` holds keys of projects, `unseen` subjects (a register, or `contingency`), `until` the last date shown.
    """

    hidden: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()
    until: date | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is kept from the reader."""
        return not self.hidden and not self.unseen and self.until is None

    def day(self, asked: date) -> date:
        """Return the date asked for, or the last one shown where that is earlier."""
        return asked if self.until is None else min(asked, self.until)

    def shows(self, as_of: date) -> bool:
        """Return whether a date is shown."""
        return self.until is None or as_of <= self.until

    def columns_unseen(self) -> tuple[str, ...]:
        """Return the columns that are empty for this reader."""
        return tuple(column for subject, columns in WITHOUT.items() if subject in self.unseen for column in columns)

    def names(self, told: object) -> bool:
        """Return whether plain values, such as JSON holds, name a hidden project anywhere.

        >>> Sight(frozenset({"P-1"})).names({"query": "a=1&project=P-1"}), Sight(frozenset({"P-1"})).names(["P-10"])
        (True, False)
        """
        if not self.hidden:
            return False
        if isinstance(told, Mapping):
            return any(self.names(one) for pair in told.items() for one in pair)
        if isinstance(told, list | tuple | set | frozenset):
            return any(self.names(one) for one in told)
        if not isinstance(told, str):
            return False
        return bool(self._named.search(told) or self._named.search(unquote_plus(told)))

    @cached_property
    def _named(self) -> re.Pattern[str]:
        keys = sorted(map(re.escape, self.hidden), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(keys)})(?!\w)")
