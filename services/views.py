"""Saved views: a name for an address."""

from dataclasses import dataclass

from data_access import reading, transaction
from services.access import Actor, Scope, found, must_write
from services.errors import Explained


@dataclass(frozen=True)
class SavedView:
    """A page with its query parameters, under a name."""

    name: str
    page: str
    query: str
    saved_by: str


def listing(scope: Scope) -> list[SavedView]:
    """Return the saved views of the portfolio by name."""
    with reading() as work:
        rows = work.remarks.views(found(work, scope.portfolio).id)
    return [SavedView(row["name"], row["page"], row["query"], row["saved_by"]) for row in rows]


def save(actor: Actor, scope: Scope, name: str, page: str, query: str) -> None:
    """Keep an address under a name, in place of one of the same name."""
    must_write(actor)
    if not name.strip():
        raise Explained("The view has no name.", repair="Give it a short name.")
    with transaction() as work:
        facts = found(work, scope.portfolio, lock=True)
        work.remarks.save_view(facts.id, name.strip(), page, query, actor.name)
        work.journal.record(facts.id, actor.name, "view saved", name.strip(), after={"page": page, "query": query})


def remove(actor: Actor, scope: Scope, name: str) -> None:
    """Forget a saved view."""
    must_write(actor)
    with transaction() as work:
        facts = found(work, scope.portfolio, lock=True)
        work.remarks.remove_view(facts.id, name)
        work.journal.record(facts.id, actor.name, "view removed", name)
