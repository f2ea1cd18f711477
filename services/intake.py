"""A plan becomes data, exactly as planned, or is taken back."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from data_access import UnitOfWork, reading
from data_access.frames import OPEN_END
from data_access.portfolios import PortfolioFacts
from data_access.states import Coverage
from services import away
from services.access import Actor, Scope, found, refuse_without, writing
from services.errors import Explained, Moved, NotFound
from services.plans import Progress, silent
from services.restatements import Restatement, listed, watching
from services.rights import Right

MOST_NAMED: Final = 200


@dataclass(frozen=True)
class Committed:
    """What a commit wrote. `upload` is None where every date of the file was loaded already."""

    upload: int | None
    snapshots: int
    rows: int
    dates: list[str]
    already: list[str]
    data_version: int


def draft(actor: Actor, scope: Scope, plan_hash: str) -> dict[str, Any]:
    """Return the plan kept under that hash; raises NotFound after a day or once it is committed."""
    refuse_without(actor, scope, Right.UPLOAD)
    with reading() as work:
        return dict(draft_of(work, found(work, scope.portfolio), plan_hash)["plan"])


def commit(
    actor: Actor, scope: Scope, plan_hash: str, progress: Progress = silent, restatement: Restatement | None = None
) -> Committed:
    """Write exactly the plan named by its hash, in one transaction.

    Raises Moved, and writes nothing, where the portfolio's data changed since the plan was made; and IsPublished where
    it would change published figures and no restatement says why and who approves. The plan stays stored then.
    """
    with writing(actor, scope, Right.UPLOAD) as (work, facts):
        kept = draft_of(work, facts, plan_hash)
        if kept["base_data_version"] != facts.data_version:
            raise Moved(
                "The portfolio changed since this plan was made; nothing was written.",
                repair="Look at the new plan and load it.",
            )
        plan = kept["plan"]
        news = [part for part in plan["parts"] if part["standing"] != "unchanged"]
        cause = f"{plan['register']}: {plan['file']}"
        with watching(work, facts, actor, _since(plan, news), cause, restatement):
            upload = _write(work, facts, actor, kept, news, progress) if news else None
            _decide_lineage(work, facts, actor, plan)
        work.drafts.remember(facts.id, plan["register"], plan["signature"], plan["choices"])
        work.drafts.remove(kept["id"])
        version = facts.data_version
        if news or plan["lineage"]:
            version = work.portfolios.raise_version(facts.id)
        return Committed(
            upload,
            len(news),
            sum(part["rows"] for part in news),
            [part["as_of"] for part in plan["parts"]],
            [part["already"] for part in plan["parts"] if part["already"]],
            version,
        )


def _since(plan: dict[str, Any], news: list[dict[str, Any]]) -> date:
    """Return from which date on a plan may move figures: that a key became another tells of all dates."""
    if plan["lineage"] or not news:
        return date.min
    return min(date.fromisoformat(part["as_of"]) for part in news)


def draft_of(work: UnitOfWork, facts: PortfolioFacts, plan_hash: str) -> dict[str, Any]:
    kept = work.drafts.get(facts.id, plan_hash)
    if kept is None:
        raise NotFound(
            f"There is no plan {plan_hash}.",
            "A plan is kept for 24 hours, or until it is loaded.",
            "Read the file again.",
        )
    return kept


def _write(
    work: UnitOfWork, facts: PortfolioFacts, actor: Actor, kept: dict[str, Any], news: list[Any], progress: Progress
) -> int:
    """Store upload, snapshots, rows and notes; put them in force; return the upload's number."""
    plan = kept["plan"]
    register = plan["register"]
    coverage = Coverage.from_dict(plan["coverage"])
    upload = work.uploads.add(facts.id, _upload(plan, actor), coverage)
    dates = [date.fromisoformat(part["as_of"]) for part in news]
    earliest = min(dates)
    adds_on = coverage.is_whole and work.registers.is_newest(facts.id, register, earliest)
    untils = [*dates[1:], OPEN_END] if adds_on else [None] * len(dates)
    if adds_on:
        work.registers.close(facts.id, register, earliest)
    for number, (part, as_of, until) in enumerate(zip(news, dates, untils, strict=True)):
        progress(number, len(news) + 1, f"Loading {as_of.day} {as_of:%b %Y}")
        rows, notes = work.drafts.part(kept["id"], as_of)
        snapshot = work.uploads.add_snapshot(
            facts.id, upload, register, as_of, coverage.at(as_of).key, len(rows), part["content_hash"]
        )
        work.registers.append(facts.id, register, snapshot, as_of, rows, until)
        work.uploads.add_notes(snapshot, notes)
        if register == "projects":
            work.remarks.open_period(facts.id, as_of)
    if not adds_on:
        progress(len(news), len(news) + 1, "Putting the rows in force")
        work.registers.settle(facts.id, register, earliest)
    work.derived.forget(facts.id, earliest)
    counts = {"snapshots": len(news), "rows": sum(part["rows"] for part in news), "register": register}
    told = counts | {kind: _named(news, kind) for kind in ("new", "changed", "left", "returned")}
    told = {name: value for name, value in told.items() if value != ""}
    work.journal.record(facts.id, actor.name, "upload committed", f"{plan['file']} ({upload})", after=told)
    return upload


def _named(news: list[dict[str, Any]], kind: str) -> str:
    """Return the keys of one kind over all dates of a plan as text; of very many the first, and how many more."""
    keys = dict.fromkeys(key for part in news for key in part["keys"][kind])
    named, more = list(keys)[:MOST_NAMED], max(len(keys) - MOST_NAMED, 0)
    return ", ".join(named) + (f" and {more:,} more" if more else "")


def _upload(plan: dict[str, Any], actor: Actor) -> dict[str, Any]:
    told = ("rows", "refused", "emptied", "skipped", "repaired", "warnings", "totals", "parts")
    return {
        "register": plan["register"],
        "origin": "file",
        "file_name": plan["file"],
        "sha256": plan["sha256"],
        "size": plan["size"],
        "choices": plan["choices"],
        "report": {name: plan[name] for name in told},
        "received_by": actor.name,
    }


def _decide_lineage(work: UnitOfWork, facts: PortfolioFacts, actor: Actor, plan: dict[str, Any]) -> None:
    if plan["lineage"]:
        work.derived.forget(facts.id, predictions=False)
    for step in plan["lineage"]:
        as_of = date.fromisoformat(step["as_of"])
        work.remarks.add_lineage(facts.id, step["from_key"], step["to_key"], step["kind"], as_of, actor.name)
        work.journal.record(
            facts.id, actor.name, f"project {step['kind']}", f"{step['from_key']} to {step['to_key']}", after=step
        )


def withdraw(actor: Actor, scope: Scope, upload: int, reason: str, restatement: Restatement | None = None) -> int:
    """Take a whole upload out of use, keeping it; previous revisions count again. Return the data version.

    Refused where a decision or something published rests on it; raises IsPublished where it would change published
    figures all the same and no restatement is given.
    """
    if not reason.strip():
        raise Explained("A withdrawal needs a reason.", repair="Say in a sentence why the file should not count.")
    with writing(actor, scope, Right.UPLOAD) as (work, facts):
        held = work.uploads.get(facts.id, upload)
        if held is None:
            raise NotFound(f"This portfolio has no upload {upload}.", repair="Choose one from the list of periods.")
        if held["withdrawn_at"] is not None:
            raise Explained(f"Upload {upload} was withdrawn already.")
        _must_be_free(work, upload, held["file_name"])
        away.must_hold_none(work, actor, facts, upload, held["register"], held["file_name"])
        cause = f"{held['register']}: {held['file_name']} withdrawn"
        in_use = [one.as_of for one in work.uploads.in_use(facts.id, held["register"]) if one.upload_id == upload]
        with watching(work, facts, actor, min(in_use, default=date.max), cause, restatement):
            touched = work.uploads.withdraw(upload, actor.name, reason.strip())
            for register in {register for register, _ in touched}:
                earliest = min(as_of for name, as_of in touched if name == register)
                work.registers.settle(facts.id, register, earliest)
                work.derived.forget(facts.id, earliest)
        after = {"reason": reason.strip(), "snapshots": len(touched)}
        work.journal.record(facts.id, actor.name, "upload withdrawn", f"{held['file_name']} ({upload})", after=after)
        return work.portfolios.raise_version(facts.id)


def _must_be_free(work: UnitOfWork, upload: int, file_name: str) -> None:
    """Refuse to withdraw what a decision or a published period rests on."""
    instead = "Load a corrected file instead: it takes this one's place, and what rests on this one can still be read."
    if decided := work.scenarios.committed_on(upload):
        names = ", ".join(name for _, name in decided)
        raise Explained(f"{file_name} cannot be withdrawn.", f"A decision rests on it: {names}.", instead)
    if published := work.publications.resting_on(upload):
        why = f"What was published as of {listed(published)} rests on it."
        raise Explained(f"{file_name} cannot be withdrawn.", why, instead)


def discard(actor: Actor, scope: Scope, plan_hash: str) -> None:
    """Forget a plan that nobody will load; one already gone is no error."""
    with writing(actor, scope, Right.UPLOAD) as (work, facts):
        kept = work.drafts.get(facts.id, plan_hash)
        if kept is not None:
            work.drafts.remove(kept["id"])
