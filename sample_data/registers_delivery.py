"""Milestones, gates, changes, dependencies, quality and documents."""

import numpy as np
import pandas as pd

from sample_data import history, names, slots
from sample_data.portfolio import DISCRETIONARY, stream
from sample_data.process import ACTIVE, CANCELLED, LAST_STEP, ON_HOLD, PROPOSED, STEPS_PER_PHASE
from sample_data.world import World, iso, words

# name, work step at which it is reached, kind
MILESTONES = (("Business case approved", 6, "Gate"), ("Design complete", 9, "Delivery"), ("Contract awarded", 12,
              "Gate"),
              ("Half of the works done", 14, "Delivery"), ("In use", 15, "Delivery"), ("Final payment", 18,
              "Payment"))  # fmt: skip
GATE_STEPS = (3, 6, 9, 12, 15)
CONDITIONS = words(
    ("Close the funding gap", "Update the risk register", "Confirm the benefit owner", "Add a recovery plan")
)
# How two projects that can still be chosen hang together, and over what.
CHOICES = (("Requires", "Site handover"), ("Excludes", "Same site"), ("Same decision", "One contract"))
MOST_CHOICES = 10
CHANGE_TITLES = (
    words(
        ("Add a side entrance", "Replace the specified materials", "Extend working hours", "Include the adjoining plot")
    ),
    words(("Drop the second module", "Add a reporting module", "Extend parallel running", "Add single sign-on")),
    words(("Change the specified engine", "Add two vehicles")),
)
CHANGE_REASONS = words(
    ("Asked for by the sponsor", "Asked for by users", "Price fell", "New regulation", "Better option found")
)
CRITERIA = np.array(
    [
        [("Defects at handover", "fewer than 20"), ("Concrete strength", "40 MPa")],
        [("Test cases passed", "98 percent"), ("Pages answered within a second", "95 percent")],
        [("Defects at handover", "fewer than 3"), ("Days out of service in the first month", "fewer than 2")],
    ],
    dtype=object,
)


def _marks(world: World, month: int, here: np.ndarray, step: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return baseline, forecast and actual day on which each project reaches a work step."""
    months = np.asarray(world.process.phase_months)
    work = np.append(0.0, np.repeat(months / STEPS_PER_PHASE, STEPS_PER_PHASE).cumsum()) / months.sum()
    start, today = world.start[here], world.plan.dates[month]
    approved = world.baselines.approved[month][here]
    finish = world.history.forecast[month][here]
    known = approved != history.NO_DATE
    based = np.where(
        known, start + (work[step] * (np.where(known, approved, start) - start)).astype(np.int64), approved
    )
    now = np.minimum(work[world.history.step[month][here]], 0.99)
    ahead = np.clip((work[step] - now) / (1 - now), 0, 1)
    expected = today + 1 + (ahead * np.maximum(finish - today - 1, 0)).astype(np.int64)
    reached = world.history.step[month][here] >= step
    day = np.minimum(world.step_days()[step, here], today)
    if step == LAST_STEP:
        day, expected = world.history.actual_finish[month][here], finish
    return based, np.where(reached, day, expected), np.where(reached, day, history.NO_DATE)


def milestones(world: World, month: int) -> pd.DataFrame:
    """Return six milestones per project that has begun: approved, forecast and actual day."""
    here = world.here(month)
    here = here[world.history.status[month][here] > 0]
    tables = []
    for place, (name, step, kind) in enumerate(MILESTONES, start=1):
        based, expected, actual = _marks(world, month, here, step)
        tables.append(pd.DataFrame({
            "Project key": world.plan.keys_at(month)[here], "Milestone key": f"M{place}", "Name": name,
            "Baseline date": iso(based), "Forecast date": iso(expected), "Actual date": iso(actual), "Kind": kind,
        }))  # fmt: skip
    return pd.concat(tables).sort_values(["Project key", "Milestone key"], kind="stable")


def gates(world: World, month: int) -> pd.DataFrame:
    """Return five gates per project: planned day, day held and outcome; a stopped project shows its stop."""
    here = world.here(month)
    draws = stream(world.plan.seed, "gates").random((2, len(GATE_STEPS), world.plan.size))[:, :, here]
    status, step = world.history.status[month][here], world.history.step[month][here]
    tables = []
    for place, at in enumerate(GATE_STEPS):
        based, expected, held = _marks(world, month, here, at)
        is_next = (step < at) & (step >= (0, *GATE_STEPS)[place])
        stopped, paused = is_next & (status == CANCELLED), is_next & (status == ON_HOLD)
        held = np.where(stopped | paused, world.end[here] - 10, held)
        held = np.where(held > world.plan.dates[month], world.plan.dates[month], held)
        passed = held != history.NO_DATE
        usual = np.where(draws[0, place] < 0.22, "Conditional", "Pass")
        outcome = np.select([stopped, paused, passed], ["Stop", "Hold", usual], "")
        tables.append(pd.DataFrame({
            "Project key": world.plan.keys_at(month)[here], "Gate": f"G{place + 1}",
            "Planned": iso(np.where(based == history.NO_DATE, expected, based)), "Held": iso(held), "Outcome": outcome,
            "Conditions": np.where(outcome == "Conditional", CONDITIONS[(draws[1, place] * 4).astype(int)], ""),
            "Decided by": np.where(passed, "Capital Board", ""),
        }))  # fmt: skip
    return pd.concat(tables).sort_values(["Project key", "Gate"], kind="stable")


def changes(world: World, month: int) -> pd.DataFrame:
    """Return change requests: those that moved an approved baseline, and ordinary ones."""
    table = pd.concat([_baseline_changes(world, month), _ordinary_changes(world, month)], ignore_index=True)
    return table.sort_values(["Project key", "Change key"], kind="stable")


def _baseline_changes(world: World, month: int) -> pd.DataFrame:
    base, money = world.baselines, world.money
    when, project = np.nonzero(base.rebased[: month + 1] & (base.reason[: month + 1] == history.BY_CHANGE))
    number = base.change[when, project]
    children = [(w, p, n, child) for split in world.plan.splits for child in split.children
                for w, p, n in zip(when, project, number, strict=True) if p == split.parent]  # fmt: skip
    shown = np.concatenate([project, np.array([line[3] for line in children], dtype=int)])
    when, project, number = (np.concatenate([values, np.array([line[place] for line in children], dtype=int)])
                             for place, values in enumerate((when, project, number)))  # fmt: skip
    here = world.history.present[month][shown]
    when, project, number, shown = (values[here] for values in (when, project, number, shown))
    before = np.maximum(when - 1, 0)
    return pd.DataFrame({
        "Project key": world.plan.keys_at(month)[shown], "Change key": slots.keys("CR", number),
        "Title": "Move the approved finish and budget", "Reason": CHANGE_REASONS[project % len(CHANGE_REASONS)],
        "Effect on cost": money.approved_budget[when, project] - money.approved_budget[before, project],
        "Effect on days": base.approved[when, project] - base.approved[before, project],
        "Effect on scope": "None", "Effect on benefits": "Later", "Status": "Approved",
        "Requested": iso(world.plan.dates[when] - 40), "Decided": iso(world.plan.dates[when] - 5),
        "Decided by": "Capital Board",
    })  # fmt: skip


def _ordinary_changes(world: World, month: int) -> pd.DataFrame:
    some = slots.make(world, "changes", 1.1, 60).seen(world, month)
    decided = np.where(some.draws[1] < 0.6, "Approved", np.where(some.draws[1] < 0.85, "Rejected", "Withdrawn"))
    money = np.round(world.plan.budget[some.project] * (some.draws[2] ** 2 * 0.04 - 0.003), -3)
    return pd.DataFrame({
        "Project key": world.plan.keys_at(month)[some.project], "Change key": slots.keys("CR", some.number + 5000),
        "Title": some.choose_by(world.field, CHANGE_TITLES, 0), "Reason": some.choose(CHANGE_REASONS, 3),
        "Effect on cost": money.astype(np.int64), "Effect on days": (some.draws[4] ** 2 * 45).astype(int),
        "Effect on scope": "Small", "Effect on benefits": "None", "Status": np.where(some.open, "Proposed", decided),
        "Requested": iso(some.raised), "Decided": iso(some.closed),
        "Decided by": np.where(some.open, "", "Change panel"),
    })  # fmt: skip


def dependencies(world: World, month: int) -> pd.DataFrame:
    """Return links between projects, always from an earlier to a later one so that no circle arises."""
    rng = stream(world.plan.seed, "dependencies")
    size, keys, present = world.plan.size, world.plan.keys_at(month), world.history.present[month]
    lines, seen = [], set()
    for u in rng.random((size // 2, 5)):
        first = int(u[0] * size)
        near = np.flatnonzero((world.plan.programme == world.plan.programme[first]) & (np.arange(size) > first)
                              & ((world.plan.department == world.plan.department[first]) | (u[1] < 0.2)))  # fmt: skip
        if not near.size:
            continue
        second = int(near[int(u[2] * near.size)])
        free = (world.plan.investment_class[[first, second]] == DISCRETIONARY).all()
        kind = "Finish-to-start" if u[3] < 0.6 else "Start-to-start" if u[3] < 0.75 else "Requires"
        if free and u[3] > 0.8:
            kind = "Excludes" if u[4] < 0.6 else "Same decision"
        if present[first] and present[second] and (first, second) not in seen:
            lines.append((keys[first], keys[second], kind, int(u[4] * 60) if "start" in kind else 0,
                          ("Site handover", "Data interface", "Shared closure")[int(u[2] * 3)],
                          "Agreed" if u[1] < 0.7 else "Open"))  # fmt: skip
        seen.add((first, second))
    lines += [(keys[first], keys[second], kind, 0, interface, "Agreed") for first, second, kind, interface in
              _choices(world) if present[first] and present[second] and (first, second) not in seen]  # fmt: skip
    return pd.DataFrame(lines, columns=["Predecessor", "Successor", "Kind", "Lag days", "Interface", "Status"])


def _choices(world: World) -> list[tuple[int, int, str, str]]:
    """Return rules between work that is still to be decided in the last month, each project in one of them at most."""
    rng = stream(world.plan.seed, "choices")
    last = world.last_month
    free = (world.classes(last) == DISCRETIONARY) & world.history.present[last]
    free &= np.isin(world.history.status[last], (PROPOSED, ACTIVE, ON_HOLD))
    found = []
    for department in range(len(names.DEPARTMENTS)):
        mine = rng.permutation(np.flatnonzero(free & (world.plan.department == department)))
        for pair in zip(mine[::2], mine[1::2], strict=False):
            found.append(sorted(int(place) for place in pair))
    some = found[:: max(len(found) // MOST_CHOICES, 1)][:MOST_CHOICES]
    return [(first, second, *CHOICES[turn % len(CHOICES)]) for turn, (first, second) in enumerate(some)]


def quality(world: World, month: int) -> pd.DataFrame:
    """Return two quality criteria for each project in delivery or later."""
    draws = stream(world.plan.seed, "quality").random((2, world.plan.size))
    here = world.here(month)
    here = here[world.history.step[month][here] >= 13]
    tables = []
    for turn in range(2):
        good, tested = draws[turn][here] < 0.8, world.history.step[month][here] >= 14 + turn
        tables.append(pd.DataFrame({
            "Project key": world.plan.keys_at(month)[here], "Criterion": CRITERIA[world.field[here], turn, 0],
            "Target": CRITERIA[world.field[here], turn, 1],
            "Result": np.where(tested, np.where(good, "Within target", "Outside target"), ""),
            "Status": np.where(tested, np.where(good, "Met", "Not met"), "Open"),
            "Checked": np.where(tested, iso(world.plan.dates[month] - 5 - here % 25), ""),
        }))  # fmt: skip
    return pd.concat(tables).sort_values(["Project key", "Criterion"], kind="stable")


def documents(world: World, month: int) -> pd.DataFrame:
    """Return charter, plan and closing report of each project, as far as it has come."""
    here, tables = world.here(month), []
    for kind, step in (("Charter", 3), ("Plan", 6), ("Report", LAST_STEP)):
        day = world.step_days()[step] if step < LAST_STEP else world.history.actual_finish[month]
        rows = here[(world.history.step[month][here] >= step) & (day[here] <= world.plan.dates[month])]
        tables.append(pd.DataFrame({
            "Project key": world.plan.keys_at(month)[rows], "Document key": kind[0] + "1", "Kind": kind,
            "Version": [f"1.{number % 4}" for number in rows],
            "Link": [f"https://projects.northaven.example/{number:05d}/{kind.lower()}" for number in rows],
            "Approved by": "Capital Board", "Approved on": iso(day[rows]),
        }))  # fmt: skip
    return pd.concat(tables).sort_values(["Project key", "Document key"], kind="stable")
