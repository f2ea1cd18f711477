"""Saved views: a name for an address."""

from dataclasses import dataclass

from services.access import Actor, Scope, writing
from services.errors import Explained
from services.rights import Right
from services.seen import looking


@dataclass(frozen=True)
class SavedView:
    """A page with its query parameters, under a name."""

    name: str
    page: str
    query: str
    saved_by: str


def listing(scope: Scope) -> list[SavedView]:
    """Return the saved views of the portfolio by name."""
    with looking(scope) as (work, facts):
        rows = work.remarks.views(facts.id)
    return [SavedView(row["name"], row["page"], row["query"], row["saved_by"]) for row in rows]


def save(actor: Actor, scope: Scope, name: str, page: str, query: str) -> None:
    """Keep an address under a name, in place of one of the same name."""
    if not name.strip():
        raise Explained("The view has no name.", repair="Give it a short name.")
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        work.remarks.save_view(facts.id, name.strip(), page, query, actor.name)
        work.journal.record(facts.id, actor.name, "view saved", name.strip(), after={"page": page, "query": query})


def remove(actor: Actor, scope: Scope, name: str) -> None:
    """Forget a saved view."""
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        work.remarks.remove_view(facts.id, name)
        work.journal.record(facts.id, actor.name, "view removed", name)
