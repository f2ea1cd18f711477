"""Errors that people can act on."""

from typing import Literal

FaultKind = Literal["full", "read-only", "busy", "unreachable", "damaged", "failed"]


class Explained(Exception):
    """Something that could not be done: what, why, and what would repair it, in plain sentences."""

    def __init__(self, what: str, why: str = "", repair: str = "") -> None:
        super().__init__(" ".join(part for part in (what, why, repair) if part))
        self.what = what
        self.why = why
        self.repair = repair


class DatabaseFault(Explained):
    """The database could not do its work; `kind` says in what way. Nothing of a transaction was written."""

    def __init__(self, kind: FaultKind, what: str, why: str, repair: str) -> None:
        super().__init__(what, why, repair)
        self.kind = kind
