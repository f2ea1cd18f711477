"""Errors that people can act on."""

from data_access.errors import DatabaseFault as DatabaseFault
from data_access.errors import Explained as Explained


class NotAllowed(Explained):
    """The acting user has no right to do this."""


class SignedOut(NotAllowed):
    """The visit was ended, or lasted too long."""

    def __init__(self) -> None:
        super().__init__("You are signed out.", "The visit was ended, or lasted too long.", "Sign in again.")


class NotFound(Explained):
    """Something named is not there."""


class Moved(Explained):
    """The data changed between plan and commit; nothing was written."""
