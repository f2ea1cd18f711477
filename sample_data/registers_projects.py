"""The register of projects as departments file it: one row per project and month."""

import numpy as np
import pandas as pd

from sample_data import history, names, process
from sample_data.portfolio import CLASSES, MANDATORY, stream
from sample_data.world import PEOPLE, World, iso, words

RAG = words(("", "Green", "Amber", "Red"))
RAG_LETTERS = words(("", "G", "A", "R"))
GATES = words(("", "G1", "G2", "G3", "G4", "G5"))
# Per field (works and supply, systems) and phase.
ACHIEVED = np.array(
    [
        [
            ("Need confirmed with the sponsor", "Options listed", "Outline case drafted"),
            ("Business case approved", "Site surveys done", "Consultation closed"),
            ("Concept design agreed", "Detailed design half done", "Design review held"),
            ("Tender published", "Bids received", "Bidders' questions answered"),
            ("Work continues on two fronts", "First section handed over", "Main equipment delivered"),
            ("Snag list cleared", "Operators trained", "Accounts reconciled"),
        ],
        [
            ("Need confirmed with the sponsor", "Options listed", "Outline case drafted"),
            ("Business case approved", "Processes mapped", "Data owners named"),
            ("Prototype shown to users", "Interfaces specified", "Security design reviewed"),
            ("Tender published", "Bids received", "Product demonstrations held"),
            ("First release in use", "Trial migration done", "Test round two passed"),
            ("Old system switched off", "Users trained", "Accounts reconciled"),
        ],
    ],
    dtype=object,
)
NEXT = np.array(
    [
        [
            ("Agree the outline case", "Name the core team"),
            ("Finish the business case", "Order ground investigation"),
            ("Complete detailed design", "Submit for permits"),
            ("Evaluate bids", "Award the contract"),
            ("Complete the next section", "Test and commission"),
            ("Close the contract", "Hand over to operations"),
        ],
        [
            ("Agree the outline case", "Name the core team"),
            ("Finish the business case", "Clean the source data"),
            ("Complete the interface design", "Agree the test plan"),
            ("Evaluate bids", "Award the contract"),
            ("Migrate the next department", "Test with users"),
            ("Close the contract", "Hand over to the service desk"),
        ],
    ],
    dtype=object,
)
PATHS = words(("Second team from next month", "Reduced scope agreed with sponsor", "Permit expected within six weeks",
               "Re-sequence the remaining work", "Supplier recovery plan under review"))  # fmt: skip
ASKS = words(("Approve a draw on contingency", "Decide between options A and B", "Release the next tranche of funding",
              "Agree a later finish", "Settle the conflict with another project"))  # fmt: skip
COMMENTS = words(("", "", "", "Waiting for the permit", "Prices above estimate", "Team short by two",
                  "Good progress this month", "Supplier late with documents"))  # fmt: skip
ASSURED_REASONS = words(("", "Dates and spending agree with the report",
                         "Forecast leaves too little time for the phase",
                         "Late against the approved date and no recovery plan seen"))  # fmt: skip


def rows(world: World, month: int, texts: bool = True) -> pd.DataFrame:
    """Return the rows of one month, one per project present, before any department's own way of writing."""
    here = world.here(month)
    columns: dict[str, object] = {"As of": np.full(here.size, world.date(month), dtype=object)}
    columns |= _identity(world, month, here) | _dates(world, month, here)
    columns |= _money(world, month, here) | _status(world, month, here)
    if texts:
        columns |= _texts(world, month, here)
    return pd.DataFrame(columns)


def _identity(world: World, month: int, here: np.ndarray) -> dict[str, object]:
    plan, past = world.plan, world.history
    department, kinds = plan.department[here], world.classes(month)[here]
    programmes = np.array([kind.programmes for kind in names.DEPARTMENTS], dtype=object)
    fixed = stream(plan.seed, "identity").random((4, plan.size))[:, here]
    begun = (past.status[month] != process.PROPOSED)[here]
    mandates = words(names.MANDATES)[(fixed[3] * len(names.MANDATES)).astype(int)]
    worth = np.round(plan.budget[here] * (0.5 + 1.9 * fixed[1]), -4).astype(np.int64)
    return {
        "Project key": plan.keys_at(month)[here],
        "Name": plan.name[here],
        "Level": np.ones(here.size, dtype=int),
        "Programme": programmes[department, plan.programme[here]],
        "Department": words(tuple(kind.name for kind in names.DEPARTMENTS))[department],
        "Category": words(tuple(kind.name for kind in names.CATEGORIES))[plan.category[here]],
        "Location": words(names.LOCATIONS)[plan.location[here]],
        "Sponsor": PEOPLE[200 + department * 3 + plan.programme[here]],
        "Manager": PEOPLE[plan.manager[here]],
        "Phase": np.where(begun, words(process.PHASES)[process.phase_of(past.step[month])[here]], "Not started"),
        "Status": words(process.STATUSES)[past.status[month][here]],
        "Investment class": words(CLASSES)[kinds],
        "Mandate basis": np.where(kinds == MANDATORY, mandates, ""),
        "Priority": np.where(fixed[0] < 0.9, np.round(20 + 80 * fixed[2] ** 0.8).astype(int), 0),
        "Expected value": np.where((fixed[1] < 0.85) & (fixed[0] < 0.93), worth, -1),
    }


def _dates(world: World, month: int, here: np.ndarray) -> dict[str, object]:
    past, base = world.history, world.baselines
    version = base.version[month][here]
    based = version > 0
    start = np.where((past.status[month] == process.PROPOSED)[here], history.NO_DATE, world.start[here])
    reason = base.reason[month][here]
    gate = GATES[base.gate[month][here]]
    change = np.array([f"CR-{number:04d}" for number in base.change[month][here]], dtype=object)
    return {
        "Start date": iso(start),
        "Original baseline start": iso(np.where(based, world.start[here], history.NO_DATE)),
        "Original baseline finish": iso(base.original[month][here]),
        "Approved baseline start": iso(np.where(based, world.start[here], history.NO_DATE)),
        "Approved baseline finish": iso(base.approved[month][here]),
        "Baseline version": version,
        "Baseline change ref": np.select([reason == history.BY_GATE, reason == history.BY_CHANGE], [gate, change], ""),
        "Forecast finish": iso(past.forecast[month][here]),
        "Actual finish": iso(past.actual_finish[month][here]),
    }


def _money(world: World, month: int, here: np.ndarray) -> dict[str, object]:
    money, plan = world.money, world.plan
    values = {title: getattr(money, field)[month][here] for title, field in (
        ("Original budget", "original_budget"), ("Approved budget", "approved_budget"),
        ("Funding released", "funding_released"), ("Committed", "committed"), ("Actual cost", "actual_cost"),
        ("Forecast cost", "forecast_cost"))}  # fmt: skip
    capital = np.array([kind.capital for kind in names.CATEGORIES])[plan.category[here]]
    open_share = 1 - money.spend_share[month][here]
    budget = np.maximum(values["Approved budget"], 0)
    values["Contingency"] = np.round(budget * 0.1 * open_share, -3).astype(np.int64)
    values["Exit cost"] = np.round((values["Committed"] - values["Actual cost"]) * 0.35, -3).astype(np.int64)
    values["Run cost per year"] = np.round(plan.budget[here] * (0.01 + 0.25 * (1 - capital)), -3).astype(np.int64)
    values["Planned value"] = money.planned_value[month][here]
    values["Earned value"] = money.earned_value[month][here]
    return {**values, "Percent complete": np.round(100 * money.work_share[month][here]).astype(int)}


def _status(world: World, month: int, here: np.ndarray) -> dict[str, object]:
    plan, rated = world.plan, world.ratings
    letters = plan.department[here] == names.LETTER_DEPARTMENT
    result: dict[str, object] = {}
    for field in ("overall", "schedule", "cost", "scope", "benefits", "assured"):
        level = getattr(rated, field)[month][here]
        result[f"RAG {field}"] = np.where(letters, RAG_LETTERS[level], RAG[level])
    level = rated.assured[month][here]
    result["RAG assured reason"] = ASSURED_REASONS[level]
    result["RAG assured by"] = np.where(level > 0, "PMO assurance", "")
    return result


def _texts(world: World, month: int, here: np.ndarray) -> dict[str, object]:
    plan, past = world.plan, world.history
    status = past.status[month][here]
    phase = process.phase_of(past.step[month])[here]
    turn = (plan.manager[here] + month // 3 + np.arange(plan.size)[here]) % 60
    systems = (world.field[here] == names.SOFTWARE).astype(int)
    begun = np.isin(status, (process.ACTIVE, process.ON_HOLD))
    late = begun & (world.ratings.schedule[month][here] > 1)
    asks = begun & ((turn + month) % 17 == 0)
    bodies = np.where(plan.department[here] == 5, names.BODIES[1], names.BODIES[0]).astype(object)
    due = plan.dates[month] + 14 + turn
    return {
        "Description": words(names.DELIVERS)[plan.category[here]],
        "Link": np.array([f"https://projects.northaven.example/{number:05d}" for number in here], dtype=object),
        "Achieved": np.where(begun, ACHIEVED[systems, phase, turn % 3], ""),
        "Next": np.where(begun, NEXT[systems, phase, turn % 2], ""),
        "Path to green": np.where(late, PATHS[turn % 5], ""),
        "Ask": np.where(asks, ASKS[turn % 5], ""),
        "Ask of": np.where(asks, bodies, ""),
        "Ask by": np.where(asks, iso(due), ""),
        "Comment": np.where(begun, COMMENTS[turn % 8], ""),
    }
