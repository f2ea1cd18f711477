"""The projects of the budget page: funded, left out, above the line, not considered; and how it was found."""

from typing import Final

import pandas as pd
import streamlit as st

from services.budget_steps import Steps
from services.candidate_values import IN_MONEY
from services.candidates import Asked
from services.portfolio_candidates import Funding
from services.project_options import said as option_words
from ui import blocks
from ui.blocks import Column
from ui.filters import address
from ui.parts import budget_why
from ui.parts.budget_seen import Seen
from ui.state import budget_rules
from ui.wording import budget as wording
from ui.wording import budget_method as method
from ui.wording import budget_rules as rule_words
from ui.wording import budget_value
from ui.wording.budget_reasons import with_reason
from ui.wording.formats import count

SHOWN: Final = "budget_list"
# Signs of a project's name that fit in one line.
NAME_FITS: Final = 40


def nothing_to_decide(funding: Funding) -> None:
    """Say what is missing where no project can be chosen."""
    if funding.projects.empty:
        lacking = count(len(funding.not_considered), "candidate has", "candidates have")
        blocks.empty_state(
            "No project has a cost",
            f"A budget chooses between projects by what they still cost. {lacking} no forecast cost and no approved "
            "budget, and nothing is taken for free.",
            [("Upload a file with costs", "upload"), ("See the columns", "dictionary")],
        )
    elif funding.projects["decided"].all():
        blocks.empty_state(
            "Nothing is left to decide",
            "Every candidate is mandatory, committed or run work and stands above the line.",
            [("Look at the projects", "projects")],
        )
    else:
        blocks.empty_state(
            "No candidate is worth anything by this measure",
            *budget_value.worthless(funding.valuing.measure),
        )


def projects(seen: Seen) -> None:
    """Draw one of the four lists, as the reader chooses; a click on a project tells why it is in or out."""
    view, funding, asked = seen.view, seen.funding, seen.asked
    inside = funding.projects["project_key"].isin(seen.funded_projects)
    decided = funding.projects["decided"]
    lists = {
        "funded": funding.projects[inside & ~decided],
        "left": funding.projects[~inside & ~decided],
        "above": funding.projects[decided],
        "none": funding.not_considered,
    }
    name = _list([name for name, rows in lists.items() if len(rows) or name in ("funded", "left")])
    rows = _rows(_as_chosen(lists[name], seen), funding, asked)
    clicked = blocks.table(
        rows,
        _columns(name, funding, asked),
        # A tick belongs to the row it was set on, and rows move with whatever is asked.
        key=f"budget_projects_{name}_{abs(hash((asked, funding.valuing)))}",
        currency=view.facts.currency,
        noun="project",
        title=wording.LISTS[name],
        note=wording.list_note(name, len(lists[name]), funding.valuing.measure),
        download=f"budget_{name}",
        given="As stated above",
        lines=2 if len(lists[name]) and lists[name]["name"].str.len().max() > NAME_FITS else 1,
        rows_high=10,
        clickable=name in ("funded", "left"),
    )
    if clicked is None:
        budget_why.forget()
    else:
        budget_why.ask(seen, str(rows.loc[clicked, "project_key"]))


def _list(options: list[str]) -> str:
    asked_for = st.segmented_control(
        "List",
        options,
        default="funded",
        required=True,
        format_func=lambda option: wording.LISTS[option],
        key=SHOWN,
        bind="query-params",
        label_visibility="collapsed",
    )
    return str(asked_for or "funded")


def how_it_was_found(seen: Seen, steps: Steps) -> None:
    """Draw the closed drawer: who is a candidate, cost, value, years, and the proof."""
    funding, chosen = seen.funding, seen.chosen
    rules = {str(rule): int(number) for rule, number in funding.projects["cost_to_go_rule"].value_counts().items()}
    run = funding.above().get("run", (0, 0))[0]
    with blocks.how_it_was_found(
        method.candidates(
            len(funding.projects),
            len(funding.candidates.decided),
            len(funding.not_considered),
            funding.without_status,
        ),
        method.classes(funding.without_class, funding.has_classes, run),
        method.cost(rules),
        method.years(None if funding.by_year is None else funding.by_year.rules),
        _value_told(seen),
        *filter(None, [rule_words.ignored(len(seen.asked.ignored))]),
        method.proof(chosen, len(steps.table), steps.exact),
        method.OPENING,
    ):
        blocks.link("Change impact ratings and weights", "alignment", icon="target")


def _value_told(seen: Seen) -> str:
    """Return how value was found, with the rate, the delay and what is passed on."""
    valuing, delays = seen.valuing, seen.funding.values.delay_days
    told = [budget_value.VALUES[valuing.measure]]
    if valuing.measure in IN_MONEY:
        predicted = 0 if delays is None else int(delays.notna().sum())
        told += [budget_value.discounting(valuing.rate)]
        told += [budget_value.delayed(valuing.delay, predicted, len(seen.funding.projects))]
    return " ".join(one for one in (*told, budget_value.inherited(valuing.inherit)) if one)


def _as_chosen(rows: pd.DataFrame, seen: Seen) -> pd.DataFrame:
    """Return projects with the option chosen, at its cost and value, where options are allowed."""
    found, chosen = seen.found, set(seen.chosen.chosen)
    ways = {key: next((one for one in keys if one in chosen), None) for key, keys in found.options_of.items()}
    place = {key: number for number, key in enumerate(found.keys)}
    taken = [ways.get(key) for key in rows["project_key"]]
    if "value" not in rows or not any(taken):
        return rows.assign(way=None)
    cost = {one: seen.money(int(found.cost[place[one]].sum())) for one in taken if one}
    worth = {one: float(found.value[place[one]]) for one in taken if one}
    return rows.assign(
        way=[option_words(one.rsplit("|", 1)[1]) if one else None for one in taken],
        cost=[cost[one] if one else usual for one, usual in zip(taken, rows["cost"], strict=True)],
        value=[worth[one] if one else usual for one, usual in zip(taken, rows["value"], strict=True)],
    )


def _rows(rows: pd.DataFrame, funding: Funding, asked: Asked) -> pd.DataFrame:
    whole = funding.candidates.open_value
    reasons = budget_rules.reasons((*asked.forced_in, *asked.forced_out))
    sides = {**dict.fromkeys(asked.forced_in, "forced in"), **dict.fromkeys(asked.forced_out, "forced out")}
    by_hand = {key: with_reason(side, reasons.get(key)) for key, side in sides.items()}
    shown = rows.assign(
        open=[address("project", project=key) for key in rows["project_key"]],
        class_words=[wording.CLASS_WORDS.get(name, None) for name in rows["investment_class"]],
        state=[wording.STATUS_WORDS.get(name) for name in rows["status"]],
        by_hand=[by_hand.get(key) for key in rows["project_key"]],
        rule=[wording.COST_RULES.get(rule) for rule in rows["cost_to_go_rule"]],
    )
    if "value" not in shown:
        return shown.sort_values("name", kind="stable")
    if rows["decided"].all():
        return shown.sort_values(["investment_class", "cost"], ascending=[True, False], kind="stable")
    share = (shown["value"] / whole if whole else shown["value"] * 0.0).where(~shown["unknown"])
    return shown.assign(share=share).sort_values(["value", "cost"], ascending=[False, True], kind="stable")


def _columns(name: str, funding: Funding, asked: Asked) -> tuple[Column, ...]:
    about = [Column("name", "Project", width=280), Column("department", "Department", width=150)]
    if funding.has_classes:
        about.append(Column("class_words", "Class", width=95))
    if funding.without_status < len(funding.projects) + len(funding.not_considered):
        about.append(Column("state", "Status", help="One without a status counts as active.", width=75))
    if name != "none":
        about.append(Column("cost", "Cost to go", "money", width=100))
        about.append(Column("rule", "Cost is", width=195))
    if name == "funded" and asked.allowed.any:
        about.append(Column("way", "Option", width=130))
    if name in ("funded", "left"):
        if funding.valuing.measure != "equal":
            told = "Share of the value of all candidates; a dash where it has no value of its own."
            about.append(Column("share", "Share of value", "percent", help=told, digits=1, width=100))
        if asked.forced_in or asked.forced_out:
            about.append(Column("by_hand", "By hand", width=130))
    return (*about, Column("open", "Page", "link", width=60))
