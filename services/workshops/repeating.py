"""A workshop that is over, held again as a new version: the same people and rules, and what holds now is asked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.access import Actor, Scope, refuse_without, writing
from services.errors import Explained
from services.rights import Right
from services.workshops import versions
from services.workshops.challenging import challenged
from services.workshops.making import held, subject, weighed
from services.workshops.reading import read


def again(actor: Actor, scope: Scope, number: int) -> int:
    """Prepare a new version of a workshop that is over, with the same people and rules; return its number.

    What was found and decided before stays as it is. Shares and ratings are those in force now. Raises Explained where
    it is not over, or where there is nothing to ask any more.
    """
    refuse_without(actor, scope, Right.DECIDE)
    before = read(scope, number)
    if not before.over:
        raise Explained("This workshop is still under way.", repair="Close it first.")
    asked = _asked(actor, scope, before.kind, before.as_of, before.frame)
    with writing(actor, scope, Right.DECIDE) as (work, facts):
        row = held(work, facts, number)
        same = {name: row[name] for name in ("kind", "as_of", "anonymous", "practice")}
        title = versions.next_title(work.workshops.listing(facts.id), number)
        frame = {name: value for name, value in row["frame"].items() if name != "beforehand"}
        told = {**same, "frame": {**frame, **asked}, "title": title, "replaces_id": number}
        made = work.workshops.add(facts.id, actor.name, told)
        for seat in work.workshops.seats(number):
            if seat["invited"]:
                work.workshops.add_seat(made, {**_kept(seat), "token_hash": None, "joined_at": None})
        work.journal.record(facts.id, actor.name, "workshop begun again", subject({"title": title, "id": made}))
        return made


def _asked(actor: Actor, scope: Scope, kind: str, as_of: date, frame: Mapping[str, Any]) -> dict[str, Any]:
    if kind == "challenge":
        return challenged(actor, scope, as_of, frame["total"], frame.get("more", 0))
    return {"objectives": weighed(scope, as_of)}


def _kept(seat: Mapping[str, object]) -> dict[str, object]:
    return {name: seat[name] for name in ("name", "voter_group", "votes", "invited", "delegate", "conflicts")}
