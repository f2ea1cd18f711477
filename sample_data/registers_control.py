"""Risks, issues, decisions, reviews and lessons."""

import numpy as np
import pandas as pd

from sample_data import names, slots
from sample_data.portfolio import stream
from sample_data.process import COMPLETED
from sample_data.world import PEOPLE, World, iso, words

# title, because of what, what may happen, what it would lead to, what is done about it
RISKS = np.array(
    [
        ("Ground worse than surveyed", "Few boreholes", "Soft ground is found", "Deeper foundations", "More boreholes"),
        (
            "Permit late",
            "Backlog at the permit office",
            "Permit comes late",
            "Idle crews",
            "Weekly call with the office",
        ),
        (
            "Bids above estimate",
            "Few bidders",
            "Bids exceed the estimate",
            "More money or less scope",
            "Widen the tender",
        ),
        ("Utility clash", "Old drawings", "Unmapped pipes are found", "Redesign", "Trial pits before works"),
        ("Key supplier fails", "Thin balance sheet", "Supplier stops work", "New tender", "Bond and step-in rights"),
        (
            "Data quality below need",
            "Three old systems",
            "Migration fails its checks",
            "Second migration run",
            "Clean early",
        ),
        ("Users not released for testing", "Peak season", "Tests slip", "Later go-live", "Book testers now"),
        (
            "Long-lead equipment late",
            "One factory",
            "Delivery slips",
            "Critical path moves",
            "Order before design ends",
        ),
        ("Objection to the scheme", "Loss of parking", "Formal objection", "Inquiry", "Meet residents early"),
        (
            "Old system fails first",
            "Past its supported life",
            "It stops before the switch",
            "Manual work",
            "Spare parts and a drill",
        ),
        ("Security test fails", "New supplier", "Findings block go-live", "Weeks of repair", "Test each release"),
        (
            "Licences shared with the county",
            "Same product in use",
            "One contract serves both",
            "Lower cost",
            "Agree terms",
        ),
        (
            "Shared trench saves money",
            "Two schemes in one street",
            "Works are combined",
            "Lower cost",
            "Agree one contract",
        ),
    ],
    dtype=object,
)
RISKS_OF_FIELD = tuple(np.array(rows) for rows in ((0, 1, 2, 3, 4, 7, 8, 12), (2, 4, 5, 6, 9, 10, 11), (2, 4, 6, 7)))
OPPORTUNITIES = (11, 12)
ISSUES = (
    words(
        (
            "Site access blocked",
            "Design error found in review",
            "Invoice in dispute",
            "Asbestos found",
            "Flooded excavation",
        )
    ),
    words(("Interface not documented", "Test environment missing", "Staff vacancy open", "Invoice in dispute")),
    words(("Delivery slot lost", "Specification unclear", "Staff vacancy open")),
)
ACTIONS = words(("Send the revised programme", "Agree the interface", "Close the survey gap", "Update the forecast",
                 "Book the handover", "Confirm the funding source"))  # fmt: skip
SEVERITIES = words(("Low", "Medium", "Medium", "High", "Critical"))
DECISIONS = words(("Approve the business case", "Release funding for delivery", "Accept a later finish",
                   "Draw on contingency",
                   "Choose the preferred option", "Approve the contract award", "Stop or continue"))  # fmt: skip
OUTCOMES = words(("Approved", "Approved", "Approved with conditions", "Refused", "Deferred then approved"))
REASONS = words(("Benefit outweighs the cost", "No cheaper option found", "Board wants a stronger case",
                 "Funds are available",
                 "Needed to meet the order"))  # fmt: skip
FINDINGS = words(("Forecast not updated after the slip", "Risk register out of date", "Change approved without cost",
                  "Benefits have no owner", "Good control of contractor claims",
                  "Contingency drawn without record"))  # fmt: skip
REMEDIES = words(("Re-forecast by the next board", "Hold a risk workshop", "Cost all open changes",
                  "Name a benefit owner",
                  "Share with other projects", "Log every draw"))  # fmt: skip
LESSONS = np.array(
    [
        (
            "Survey before the price is fixed",
            "Unmapped utilities added five months",
            "Dig trial pits in design",
            "Design",
        ),
        ("Let users test early", "Faults surfaced in the last month", "Test with users every six weeks", "Quality"),
        ("Order switchgear early", "Delivery took fourteen months", "Order at the design gate", "Procurement"),
        (
            "One owner for data",
            "Nobody could accept the migrated records",
            "Name a data owner at the start",
            "Benefits",
        ),
        ("Agree closures a year ahead", "Works waited for a road closure", "Book closures with the tender", "Delivery"),
    ],
    dtype=object,
)


def risks(world: World, month: int) -> pd.DataFrame:
    """Return threats and opportunities; probability 0-1, cost in dollars."""
    some = slots.make(world, "risks", 2.6, 330).seen(world, month)
    kind = some.choose_by(world.field, RISKS_OF_FIELD, 0)
    cost = world.plan.budget[some.project] * (0.01 + 0.14 * some.draws[1] ** 3)
    score = np.clip(np.round(1 + 4.4 * some.draws[1]), 1, 5).astype(int)
    return pd.DataFrame({
        "Project key": world.plan.keys_at(month)[some.project], "Risk key": slots.keys("R", some.number),
        "Title": RISKS[kind, 0], "Cause": RISKS[kind, 1], "Event": RISKS[kind, 2], "Effect": RISKS[kind, 3],
        "Direction": np.where(np.isin(kind, OPPORTUNITIES), "Opportunity", "Threat"),
        "Probability": np.round(0.05 + 0.8 * some.draws[2] ** 1.6, 2),
        "Impact on cost": np.round(cost, -3).astype(np.int64),
        "Impact on days": np.round(10 + 200 * some.draws[3] ** 2).astype(int), "Impact": score,
        "Response": RISKS[kind, 4], "Owner": some.choose(PEOPLE[:120], 4), "Due": iso(some.raised + 90),
        "Status": np.where(some.open, "Open", "Closed"), "Raised": iso(some.raised), "Closed": iso(some.closed),
    })  # fmt: skip


def issues(world: World, month: int) -> pd.DataFrame:
    """Return issues and actions, some of them grown out of a risk of the same project."""
    some = slots.make(world, "issues", 2.2, 80).seen(world, month)
    known = slots.make(world, "risks", 2.6, 330).seen(world, month)
    first_risk = np.zeros(world.plan.size, dtype=int)
    first_risk[known.project[::-1]] = known.number[::-1]
    risk = np.where(some.draws[3] < 0.3, first_risk[some.project], 0)
    action = some.draws[1] < 0.4
    return pd.DataFrame({
        "Project key": world.plan.keys_at(month)[some.project], "Issue key": slots.keys("I", some.number),
        "Kind": np.where(action, "Action", "Issue"),
        "Title": np.where(action, some.choose(ACTIONS, 0), some.choose_by(world.field, ISSUES, 0)),
        "Severity": some.choose(SEVERITIES, 2), "Owner": some.choose(PEOPLE[:120], 4), "Due": iso(some.raised + 45),
        "Status": np.where(some.open, "Open", "Closed"), "Raised": iso(some.raised), "Closed": iso(some.closed),
        "Risk key": np.where(risk > 0, slots.keys("R", risk), ""),
    })  # fmt: skip


def decisions(world: World, month: int) -> pd.DataFrame:
    """Return decisions asked of a board; those still waiting have no date taken."""
    some = slots.make(world, "decisions", 1.3, 75).seen(world, month)
    waits = some.open
    return pd.DataFrame({
        "Decision key": slots.keys("D", some.number), "Project key": world.plan.keys_at(month)[some.project],
        "Title": some.choose(DECISIONS, 0), "Asked": iso(some.raised),
        "Asked by": PEOPLE[world.plan.manager[some.project]],
        "Due": iso(some.raised + 30 + (30 * some.draws[1]).astype(int)), "Taken": iso(some.closed),
        "Outcome": np.where(waits, "", some.choose(OUTCOMES, 2)), "Reason": np.where(waits, "",
        some.choose(REASONS, 3)),
    })  # fmt: skip


def reviews(world: World, month: int) -> pd.DataFrame:
    """Return findings of audits, assurance and post-project reviews."""
    some = slots.make(world, "reviews", 0.5, 120).seen(world, month)
    finding = some.choose(np.arange(len(FINDINGS)), 0)
    done = world.history.status[month][some.project] == COMPLETED
    kind = np.where(done & (some.draws[1] < 0.5), "Post-project", np.where(some.draws[1] < 0.4, "Audit", "Assurance"))
    return pd.DataFrame({
        "Project key": world.plan.keys_at(month)[some.project], "Review key": slots.keys("RV", some.number),
        "Kind": kind,
        "Date": iso(some.raised), "Finding": FINDINGS[finding], "Severity": some.choose(SEVERITIES, 2),
        "Action": REMEDIES[finding], "Owner": some.choose(PEOPLE[:120], 4), "Closed": iso(some.closed),
    })  # fmt: skip


def lessons(world: World, month: int) -> pd.DataFrame:
    """Return lessons of about two in three completed projects."""
    draws = stream(world.plan.seed, "lessons").random((2, world.plan.size))
    done = world.history.present[month] & (world.history.status[month] == COMPLETED) & (draws[0] < 0.65)
    rows = np.flatnonzero(done)
    kind = (draws[1][rows] * len(LESSONS)).astype(int)
    return pd.DataFrame({
        "Lesson key": slots.keys("L", rows + 1), "Project key": world.plan.keys_at(month)[rows],
        "Title": LESSONS[kind, 0],
        "What happened": LESSONS[kind, 1], "Recommendation": LESSONS[kind, 2], "Category": LESSONS[kind, 3],
    })  # fmt: skip


def stakeholders(world: World, month: int) -> pd.DataFrame:
    """Return people and groups with a stake in each programme."""
    draws = stream(world.plan.seed, "stakeholders").random((6, 24, 3))
    bodies = words(("Residents' forum", "Chamber of commerce", "Trade union branch", "Disability council",
                    "Neighbouring county", "Friends of the harbour"))  # fmt: skip
    lines = []
    for place, (department, programme) in enumerate((d, p) for d in names.DEPARTMENTS for p in d.programmes):
        for turn in range(3):
            u = draws[:, place, turn]
            lines.append({
                "Name": PEOPLE[120 + (place * 3 + turn) % 80], "Project or programme": programme,
                "Organisation": bodies[int(u[0] * 6)] if turn else department.name, "Power": 1 + int(u[1] * 5),
                "Interest": 1 + int(u[2] * 5), "Stance": ("For", "Neutral", "Against")[int(u[3] ** 1.5 * 3)],
                "Channel": ("Meeting", "Letter", "Telephone")[int(u[4] * 3)],
                "Cadence": ("Monthly", "Quarterly")[int(u[5] * 2)],
                "Last contact": str(iso(world.plan.dates[month : month + 1] - int(u[5] * 90))[0]),
            })  # fmt: skip
    return pd.DataFrame(lines)


def communications(world: World, month: int) -> pd.DataFrame:
    """Return reports and meetings due in the year before and the three months after."""
    rounds = (("Portfolio report", "Capital Board", 8), ("Budget brief", "City Council finance committee", 15),
              ("Newsletter", "Residents", 20), ("Progress call", "Department heads", 3))  # fmt: skip
    lines = []
    today = int(world.plan.dates[month])
    for back in range(-12, 3):
        for turn, (kind, audience, day) in enumerate(rounds):
            due = int((np.datetime64(world.date(month), "M") + back + 1).astype("datetime64[D]").astype(int)) + day
            done = due + (turn + back) % 4 - 1
            days = iso(np.array([due, done if done <= today else np.iinfo(np.int64).min]))
            lines.append({"Kind": kind, "Audience": audience, "Due": days[0], "Done": days[1],
                          "Owner": PEOPLE[300 + turn]})  # fmt: skip
    return pd.DataFrame(lines)
