"""Errors that people can act on."""


class Explained(Exception):
    """Something that could not be done: what, why, and what would repair it, in plain sentences."""

    def __init__(self, what: str, why: str = "", repair: str = "") -> None:
        super().__init__(" ".join(part for part in (what, why, repair) if part))
        self.what = what
        self.why = why
        self.repair = repair


class NotAllowed(Explained):
    """The acting user has no right to do this."""


class NotFound(Explained):
    """Something named is not there."""


class Moved(Explained):
    """The data changed between plan and commit; nothing was written."""
