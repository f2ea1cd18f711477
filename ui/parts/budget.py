"""Parts of the budget page: the controls, the finding, the figures, the staircase and what is on the edge."""

from dataclasses import dataclass

import streamlit as st

from models.frontier import NextSet
from models.selection_problem import Selection
from services import budget as service
from services.budget import Held, Relief
from services.candidates import Asked
from services.portfolio_candidates import Funding, Valuing
from ui import blocks
from ui.blocks import Column
from ui.cached import budget as cached
from ui.charts import staircase as charts
from ui.filters import View
from ui.filters import budget as filters
from ui.parts import budget_lists
from ui.state import budget as state
from ui.wording import budget as wording
from ui.wording.formats import money, money_exact, number, percent
from ui.wording.markdown import plain


@dataclass(frozen=True)
class Seen:
    """All that one position of the controls shows."""

    view: View
    funding: Funding
    valuing: Valuing
    asked: Asked
    chosen: Selection
    following: NextSet | None
    held: list[Held]
    reliefs: list[Relief]

    def money(self, minor: int) -> float:
        """Whole minor units as money."""
        return float(self.funding.candidates.money(minor))

    def words(self, minor: int) -> str:
        """Whole minor units as people read money."""
        return money(self.money(minor), self.view.facts.currency)

    @property
    def total(self) -> int:
        """The total in whole minor units."""
        assert self.asked.total is not None
        return self.asked.total

    @property
    def above(self) -> dict[str, int]:
        """Cost of the work above the line, by class."""
        return {name: cost for name, (_, cost) in self.funding.above().items()}

    @property
    def candidates(self) -> int:
        """How many projects can be decided."""
        return len(self.funding.projects) - len(self.funding.candidates.decided)

    @property
    def funded(self) -> int:
        """How many of them are chosen."""
        return len(set(self.chosen.chosen) - self.funding.candidates.decided)

    @property
    def share(self) -> float:
        """Share of the value of all candidates."""
        whole = self.funding.candidates.open_value
        return self.chosen.value / whole if whole else 0.0

    def names(self, keys: tuple[str, ...]) -> list[str]:
        """Names of projects that can be decided, in the order of the list."""
        found = self.funding.candidates
        wanted = set(keys) - found.decided
        return [name for key, name in zip(found.keys, found.names, strict=True) if key in wanted]


@blocks.part("budget_what_if")
def what_if(view: View) -> None:
    """Let the reader move limits and decide projects; show the best selection and what changed."""
    measures, categories = cached.offered(view.scope, view.as_of, view.filters)
    head = st.container(key="budget_head")
    controls, result = st.columns([1, 2.9], gap="medium")
    with controls, st.container(key="budget_controls"):
        valuing = filters.valuing(measures, categories)
        funding = cached.funding(view.scope, view.as_of, valuing, view.filters)
        if budget_lists.nothing_to_decide(funding):
            with head:
                blocks.header("Budget", "Which projects does this money buy?")
            return
        with blocks.explained_errors():
            asked = filters.forced(funding.candidates, filters.limits(funding, view.facts.currency))
            answer = cached.answer(view.scope, view.as_of, valuing, view.filters, asked)
    seen = Seen(view, funding, valuing, asked, *answer)
    if seen.chosen.status == "infeasible":
        with head:
            _impossible(seen)
    else:
        with head:
            _finding(seen)
        with controls:
            _overrides(seen)
        with result:
            _result(seen)
    budget_lists.projects(view, funding, seen.chosen, asked)
    ladder = cached.ladder(view.scope, view.as_of, valuing, view.filters, _without_total(asked))
    budget_lists.how_it_was_found(funding, seen.chosen, len(ladder), ladder.exact)


def _impossible(seen: Seen) -> None:
    currency = seen.view.facts.currency
    if not seen.reliefs:
        blocks.header("Budget", "Nothing can be chosen: what must be in and out contradicts itself.")
        return
    first = seen.reliefs[0]
    finding = wording.impossible(first.period, seen.money(first.limit), seen.money(first.needed), currency)
    names = dict(zip(seen.funding.candidates.keys, seen.funding.candidates.names, strict=True))
    ways = [
        wording.way_out(way.period, seen.money(way.raise_by), names.get(way.release or "", ""), currency)
        for way in seen.reliefs
    ]
    blocks.header("Budget", finding, aside=" ".join(ways))


def _finding(seen: Seen) -> None:
    currency = seen.view.facts.currency
    free = seen.total - sum(seen.above.values())
    finding = wording.finding(
        seen.money(seen.total),
        seen.money(free),
        currency,
        seen.funded,
        seen.candidates,
        seen.share,
        seen.valuing.measure,
    )
    above = {name: seen.money(cost) for name, cost in seen.above.items()}
    aside = wording.split(seen.money(seen.total), above, seen.money(free), currency)
    if not seen.funding.has_classes:
        aside = "No investment class is known: all of it is yours to decide."
    if seen.following is not None:
        adds, drops = seen.names(seen.following.adds), seen.names(seen.following.drops)
        aside += " " + wording.next_set(seen.money(seen.following.extra_cost), adds, drops, currency)
    blocks.header("Budget", finding, aside=aside.strip())


def _result(seen: Seen) -> None:
    blocks.figures(_figures(seen), key="budget_figures")
    _moved(seen)
    picture, edge = st.columns([1.2, 1], gap="medium")
    with picture:
        _staircase(seen)
    with edge:
        _edge(seen)


def _figures(seen: Seen) -> list[blocks.Figure]:
    view, currency = seen.view, seen.view.facts.currency
    values = seen.funding.values
    to_decide = ~seen.funding.projects["decided"].to_numpy()
    unknown, partly = (int((known.to_numpy() & to_decide).sum()) for known in (values.unknown, values.partly))
    at_least = service.share_at_least(seen.funding, seen.chosen.chosen)
    note = wording.share_note(seen.share, seen.candidates, at_least, unknown, partly, seen.valuing.measure)
    left_out = seen.candidates - seen.funded
    scale = float(10**seen.funding.candidates.digits)
    holds, why = wording.held(seen.held, left_out, currency, scale)
    spent, spare = seen.chosen.total_cost, seen.total - seen.chosen.total_cost
    exact = money_exact(seen.money(spent), currency, view.facts.minor_digits)
    above = len(seen.funding.candidates.decided)
    return [
        blocks.Figure(wording.MEASURES[seen.valuing.measure], percent(seen.share), note),
        blocks.Figure("Spent", seen.words(spent), f"{seen.words(spare)} of the total unspent", help=exact),
        blocks.Figure(
            "Funded by choice",
            f"{number(seen.funded)} of {number(seen.candidates)}",
            f"beside {number(above)} above the line" if above else "no project stands above the line",
        ),
        blocks.Figure("Held back by", holds, why),
    ]


def _moved(seen: Seen) -> None:
    view = seen.view
    place = (view.scope.portfolio, view.as_of, view.filters)
    now = state.Stand(place, seen.valuing, seen.asked, seen.chosen.chosen)
    before = state.before(now)
    if before is None:
        st.caption("Move a slider: what enters and what leaves is said here.")
        return
    only_total = before.valuing == now.valuing and _without_total(before.asked) == _without_total(now.asked)
    since = seen.words(before.asked.total or 0) if only_total else "the last change"
    entered = tuple(set(now.chosen) - set(before.chosen))
    left = tuple(set(before.chosen) - set(now.chosen))
    st.markdown(plain(wording.moved(since, seen.names(entered), seen.names(left))))


def _overrides(seen: Seen) -> None:
    forced = len(seen.asked.forced_in) + len(seen.asked.forced_out)
    if not forced:
        return
    view = seen.view
    free = cached.free_value(view.scope, view.as_of, seen.valuing, view.filters, seen.asked)
    if free is not None:
        lost = max(free - seen.chosen.value, 0.0)
        st.caption(plain(wording.overrides(lost, seen.funding.candidates.open_value, forced)))


def _staircase(seen: Seen) -> None:
    view, currency = seen.view, seen.view.facts.currency
    steps = cached.steps(view.scope, view.as_of, seen.valuing, view.filters, _without_total(seen.asked))
    everything = seen.money(int(seen.funding.candidates.cost.sum()))
    span = filters.money_range(float(steps["budget"].iloc[0]), everything)
    unit = wording.unit(currency, span.unit)
    point = charts.Point(seen.money(seen.total), seen.share)
    figure = charts.staircase(steps, point, everything, currency, span.divisor, unit, blocks.palette())
    blocks.figure_with_table(
        figure,
        steps,
        (
            Column("budget", "Total budget", "money"),
            Column("share", "Share of the value", "percent", digits=1),
            Column("count", "Projects", "count"),
            Column("entered", "Comes in", width=260),
            Column("left", "Goes out", width=200),
        ),
        name="budget_staircase",
        title="What the money buys",
        note=f"{number(len(steps))} steps, each the best selection for its money",
        alt=f"Staircase of the share of value over the total budget; the present total buys {percent(seen.share)}.",
        currency=currency,
        noun="step",
    )


def _edge(seen: Seen) -> None:
    view = seen.view
    near = cached.edge(view.scope, view.as_of, seen.valuing, view.filters, seen.asked)
    names = dict(zip(seen.funding.candidates.keys, seen.funding.candidates.names, strict=True))
    whole = seen.funding.candidates.open_value
    shown = near.assign(
        name=[names[key] for key in near["key"]],
        now=["in" if inside else "out" for inside in near["inside"]],
        costs=[wording.price(price, whole) for price in near["price"]],
        money=[seen.money(cost) for cost in near["cost"]],
    )
    blocks.table(
        shown,
        (
            Column("name", "Project", width=170),
            Column("now", "Now", width=44),
            Column("costs", "Forced, it costs", help="Value lost by deciding it the other way.", width=112),
            Column("money", "Cost to go", "money", width=104),
        ),
        key="budget_edge",
        title="On the edge",
        note="nearest to changing sides, and the value that forcing each costs",
        currency=view.facts.currency,
        noun="project",
    )


def _without_total(asked: Asked) -> Asked:
    return Asked(None, asked.periods, asked.forced_in, asked.forced_out)
