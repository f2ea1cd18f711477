"""Periods of any portfolio taken through all steps, and corrected afterwards."""

from datetime import date

from services import access, edits, publications
from services.access import Actor
from services.restatements import Restatement
from services.rights import Right


def publish(actor: Actor, key: str, *dates: date) -> None:
    """Publish dates that nobody touched yet."""
    for as_of in dates:
        for version, step in enumerate((publications.review, publications.sign_off, publications.publish), start=1):
            step(actor, access.scope(actor, key), as_of, version)


def correct(actor: Actor, key: str, register: str, as_of: date, row: dict[str, str], word: str) -> None:
    """Change a row at a published date, with a reason and an approver that bear the word."""
    given = Restatement(f"{word} reason", f"{word} approver")
    with access.writing(actor, key, Right.DECIDE) as (work, facts):
        edits.edited(work, facts, actor, register, as_of, [row], restatement=given)
