"""What of the money is decided before anybody chooses: mandatory, committed, held for risk, promised."""

from collections.abc import Mapping

import streamlit as st

from services.money_decided import MoneyDecided
from ui import blocks
from ui.blocks import Column
from ui.cached import budget as cached
from ui.cached import budget_looks as looks
from ui.cached import publications
from ui.charts import share_over_time
from ui.filters.as_published import as_published
from ui.parts.budget_seen import Seen
from ui.wording import kept_back
from ui.wording import money_decided as wording
from ui.wording.markdown import plain
from ui.wording.publications import standings


def draw(seen: Seen) -> None:
    """Draw the sentences about money that is bound, and the mandatory share over time."""
    told, over_time = st.columns([1.2, 1], gap="large")
    with told:
        blocks.section("Before anybody decides")
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in _sentences(seen) if sentence))
    with over_time:
        _over_time(seen)


def _sentences(seen: Seen) -> list[str]:
    money, currency = cached.money(*seen.place), seen.view.facts.currency
    inside = seen.funding.projects["project_key"].isin(seen.funded_projects).to_numpy()
    run = money.run_after[inside].sum(axis=0)
    rules = looks.register_rules(seen.view.scope, seen.view.as_of, seen.funding.candidates.keys)
    names = seen.terms.names
    return [
        wording.least(_least_rules(seen, money), seen.money(money.mandatory_whole - money.mandatory), currency),
        wording.stopping(seen.money(money.committed), seen.money(money.freed), currency, money.exit_rules),
        _contingency(seen, money),
        wording.run_cost(money.years[1], seen.money(int(run[1])), money.run_unknown, currency),
        _promised(seen, money),
        *wording.register_rules(rules),
        *(wording.broken_rule(names.get(one, one), names.get(other, other)) for one, other in rules.broken),
    ]


def _least_rules(seen: Seen, money: MoneyDecided) -> Mapping[str, int]:
    """Return how the least of mandatory work was found; a reader who sees no contingency is told no reason for it."""
    if "contingency" not in seen.view.scope.unseen:
        return money.least_rules
    return {("whole" if rule == "cost to go" else rule): count for rule, count in money.least_rules.items()}


def _contingency(seen: Seen, money: MoneyDecided) -> str:
    if "contingency" in seen.view.scope.unseen:
        return kept_back.CONTINGENCY
    return wording.contingency(
        seen.money(int(money.contingency.sum())),
        int(money.contingency_known.sum()),
        len(money.contingency_known),
        seen.money(seen.asked.held),
        seen.view.facts.currency,
    )


def _promised(seen: Seen, money: MoneyDecided) -> str:
    if money.promised_rule == "unknown" and "contracts" in seen.view.scope.unseen:
        return kept_back.PROMISED
    parts = [seen.money(int(part)) for part in money.promised[1:]]
    return wording.promised(money.years[1:], parts, money.promised_rule, seen.view.facts.currency)


def _over_time(seen: Seen) -> None:
    view = seen.view
    published = not view.filters and as_published(view.scope)
    table = looks.mandatory_over_time(view.scope, view.as_of, view.filters, published)
    known = table[table["share"].notna()]
    if len(known) < 2:
        st.caption("The mandatory share is shown over time once two dates report investment classes.")
        return
    first, last = known.iloc[0], known.iloc[-1]
    blocks.figure_with_table(
        share_over_time.line(known, blocks.palette()),
        known.assign(
            mandatory_money=[seen.money(int(part)) for part in known["mandatory"]],
            whole_money=[seen.money(int(part)) for part in known["whole"]],
            standing=standings(known["as_of"], publications.listing(view.scope)),
        ),
        (
            Column("as_of", "As of", "date"),
            Column("share", "Mandatory share", "percent", digits=1),
            Column("mandatory_money", "Mandatory", "money"),
            Column("whole_money", "Cost to go of all", "money"),
            Column("standing", "Standing"),
        ),
        name="budget_mandatory",
        title="Mandatory share of the cost to go",
        note=wording.mandatory_share(first["as_of"].date(), float(first["share"]), float(last["share"])),
        alt="Line of the mandatory share of the cost to go over the reporting dates.",
        currency=seen.view.facts.currency,
        noun="date",
    )
