"""Portfolios: create, rename, set thresholds."""

import re
from typing import Any

from data_access import reading
from data_access.portfolios import PortfolioFacts as PortfolioFacts
from services import merging
from services.access import Actor, Scope, administering, found, sees, writing
from services.errors import Explained
from services.rights import Right
from services.seen import looking

DEFAULT_THRESHOLDS: dict[str, float] = {
    "schedule_amber_days": 30,
    "schedule_red_days": 90,
    "cost_amber_percent": 10,
    "cost_red_percent": 20,
    "index_amber": 0.95,
    "index_red": 0.90,
    "exposure_amber_percent": 5,
    "exposure_red_percent": 10,
    "top_objectives": 3,
}
KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def listing(actor: Actor) -> list[PortfolioFacts]:
    """Return the portfolios the actor may see, by name."""
    with reading() as work:
        return [facts for facts in work.portfolios.listing() if sees(work, actor, facts)]


def opened_first(actor: Actor) -> str | None:
    """Return the key of the portfolio shown where nobody names one: the last to receive projects; None if none did."""
    with reading() as work:
        seen = {facts.id: facts.key for facts in work.portfolios.listing() if sees(work, actor, facts)}
        newest = work.uploads.newest_portfolio("projects", seen)
        return None if newest is None else seen[newest]


def facts(scope: Scope) -> PortfolioFacts:
    """Return what is fixed or set for the portfolio."""
    with reading() as work:
        return found(work, scope.portfolio)


def has_data(scope: Scope) -> bool:
    """Return whether any file was ever loaded: then currency and fiscal year are fixed."""
    with looking(scope) as (work, facts):
        return bool(work.uploads.listing(facts.id))


def create(
    actor: Actor,
    key: str,
    name: str,
    currency: str,
    fiscal_start_month: int = 1,
    *,
    fiscal_label: str = "ask",
    time_zone: str = "UTC",
    origin: str = "reported",
) -> PortfolioFacts:
    """Store a new portfolio and return it; raises Explained where a value breaks a rule."""
    _check(key, name, currency, fiscal_start_month)
    with administering(actor) as work:
        if work.portfolios.get(key) is not None:
            raise Explained(f'A portfolio "{key}" exists already.', repair="Choose another key.")
        values = {
            "key": key,
            "name": name.strip(),
            "currency": currency,
            "fiscal_start_month": fiscal_start_month,
            "fiscal_label": fiscal_label,
            "time_zone": time_zone,
            "thresholds": dict(DEFAULT_THRESHOLDS),
            "origin": origin,
        }
        added = work.portfolios.add(values)
        work.journal.record(added.id, actor.name, "portfolio created", key, after=values)
        return added


def change(
    actor: Actor,
    scope: Scope,
    *,
    name: str | None = None,
    thresholds: dict[str, float] | None = None,
    seen: PortfolioFacts | None = None,
    **fixed: Any,
) -> PortfolioFacts:
    """Rename a portfolio or set its thresholds; `currency` and `fiscal_start_month` only while it holds no data.

    `fiscal_label` can be decided once at any time: files that name years by it are refused until then. `seen` is what
    the person saw: only what differs from it is written, and ChangedMeanwhile is raised where somebody else has set
    the same value to something else since.
    """
    with writing(actor, scope, Right.ADMINISTER) as (work, before):
        if seen is not None:
            name, thresholds, fixed = _touched(seen, before, name, thresholds, fixed)
        values: dict[str, Any] = {key: value for key, value in fixed.items() if value != getattr(before, key)}
        after = {**{key: getattr(before, key) for key in ("currency", "fiscal_start_month")}, **values}
        _check(before.key, before.name if name is None else name, after["currency"], after["fiscal_start_month"])
        _check_thresholds({**DEFAULT_THRESHOLDS, **before.thresholds, **(thresholds or {})})
        settled = [key for key in values if key != "fiscal_label" or before.fiscal_label != "ask"]
        if settled and work.uploads.listing(before.id):
            raise Explained(
                "Currency and fiscal year cannot change once data exist.",
                "All amounts stored were read in them.",
                "Create another portfolio and load the files there.",
            )
        if name is not None and name.strip() != before.name:
            values["name"] = name.strip()
        if thresholds is not None and {**before.thresholds, **thresholds} != before.thresholds:
            values["thresholds"] = {**before.thresholds, **thresholds}
        if values:
            work.portfolios.change(before.id, values)
            work.portfolios.raise_version(before.id)
            held = {key: getattr(before, key) for key in values}
            work.journal.record(before.id, actor.name, "portfolio changed", before.key, held, values)
        return found(work, scope.portfolio)


def _touched(
    seen: PortfolioFacts,
    held: PortfolioFacts,
    name: str | None,
    thresholds: dict[str, float] | None,
    fixed: dict[str, Any],
) -> tuple[str | None, dict[str, float] | None, dict[str, Any]]:
    """Return what the person really changed; raises ChangedMeanwhile."""
    wanted = fixed | ({} if name is None else {"name": name.strip()})
    was, now = ({key: getattr(facts, key) for key in wanted} for facts in (seen, held))
    told = merging.changes(f'"{held.name}"', was, now, wanted, {key: key.replace("_", " ") for key in wanted})
    limits = None
    if thresholds is not None:
        was, now = ({**DEFAULT_THRESHOLDS, **facts.thresholds} for facts in (seen, held))
        names = {key: f"the threshold {key.replace('_', ' ')}" for key in thresholds}
        limits = merging.changes(f'"{held.name}"', was, now, thresholds, names)
    return told.pop("name", None), limits, told


def _check(key: str, name: str, currency: str, month: int) -> None:
    if not KEY.fullmatch(key):
        raise Explained(
            f'The key "{key}" cannot be used.',
            "A key is 1 to 40 lower-case letters, digits, hyphens or underscores.",
            "For example: capital-2026.",
        )
    if not name.strip():
        raise Explained("The portfolio has no name.", repair="Give it the name people know.")
    if not re.fullmatch(r"[A-Z]{3}", currency):
        raise Explained(f'"{currency}" is not a currency code.', repair="Use three letters, such as USD or EUR.")
    if not 1 <= month <= 12:
        raise Explained(f"Month {month} cannot start a fiscal year.", repair="Use 1 for January to 12 for December.")


def _check_thresholds(wanted: dict[str, float]) -> None:
    """Refuse thresholds by which red would come before amber, or that are below zero."""
    for kind in ("schedule", "cost", "exposure"):
        unit = "days" if kind == "schedule" else "percent"
        if not 0 <= wanted[f"{kind}_amber_{unit}"] < wanted[f"{kind}_red_{unit}"]:
            raise Explained(f"For {kind}, amber must lie below red.", repair="Set red higher, or amber lower.")
    if not 0 < wanted["index_red"] < wanted["index_amber"]:
        raise Explained("For SPI and CPI, red must lie below amber.", repair="Set red lower, or amber higher.")
    if wanted["top_objectives"] < 1:
        raise Explained("At least one objective is at the top.", repair="Use 1 or more.")
