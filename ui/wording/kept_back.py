"""What a page says where something is not open to the reader: that it is so, and never how much of it there is."""

from collections.abc import Collection, Sequence
from typing import Final

from services.rights import SUBJECTS

AS_PUBLISHED: Final = (
    "What was published counts every project, those that are not open to you too; figures here are by what is known "
    "today, without those."
)
CONTINGENCY: Final = "Contingency is not open to your role in this portfolio."
PROMISED: Final = (
    "What is promised for years not yet voted is not known to you: contracts are not open to your role in this "
    "portfolio."
)


def registers(unseen: Collection[str], named: Sequence[str] = ("contracts", "stakeholders")) -> str:
    """Return which registers are not open to the reader; empty where all are.

    >>> registers({"stakeholders", "contracts", "drafts"})
    'Contracts and stakeholders are not open to your role in this portfolio.'
    """
    titles = [SUBJECTS[name].lower() for name in named if name in unseen]
    return f"{' and '.join(titles).capitalize()} are not open to your role in this portfolio." if titles else ""
