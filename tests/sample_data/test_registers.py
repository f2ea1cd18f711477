"""The registers: every one filled, natural keys unique, and what one says agrees with the others."""

from pathlib import Path

import pandas as pd
import pytest

from sample_data import generate, registers
from sample_data.world import World

ROOT = Path(generate.__file__).parent
NATURAL_KEYS = {
    "projects": ["Project key"],
    "objectives": ["Objective key"],
    "impacts": ["Project key", "Objective key"],
    "milestones": ["Project key", "Milestone key"],
    "costs": ["Project key", "Period", "Kind", "Line"],
    "benefits": ["Project key", "Benefit key"],
    "benefit_values": ["Benefit key", "Period"],
    "risks": ["Project key", "Risk key"],
    "issues": ["Project key", "Issue key"],
    "changes": ["Project key", "Change key"],
    "dependencies": ["Predecessor", "Successor", "Kind"],
    "resource_demand": ["Role", "Period", "Project key"],
    "resource_capacity": ["Role", "Period"],
    "contracts": ["Project key", "Contract key"],
    "gates": ["Project key", "Gate"],
    "decisions": ["Decision key"],
    "reviews": ["Project key", "Review key"],
    "quality": ["Project key", "Criterion"],
    "documents": ["Project key", "Document key"],
    "stakeholders": ["Name", "Project or programme"],
    "communications": ["Kind", "Audience", "Due"],
    "lessons": ["Lesson key"],
}


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def manifest() -> pd.DataFrame:
    return read(ROOT / "manifest.csv")


@pytest.fixture(scope="module")
def last(city: World) -> dict[str, pd.DataFrame]:
    """Return every register as filed at the last date."""
    date = city.date(city.last_month)
    whole = {name: read(ROOT / "files" / name / f"{date}.csv") for name in registers.MAKERS}
    parts = [read(path) for path in sorted((ROOT / "files" / "projects" / date[:7]).glob("*.csv"))]
    return {**whole, "projects": pd.concat(parts, ignore_index=True)}


def test_every_register_is_filed_and_every_file_named_in_the_manifest_once(manifest: pd.DataFrame) -> None:
    assert set(manifest["register"]) == set(NATURAL_KEYS)
    assert not manifest["path"].duplicated().any()
    found = {path.relative_to(ROOT).as_posix() for path in (ROOT / "files").rglob("*.csv")}
    assert found == set(manifest["path"])
    assert manifest["as_of"].is_monotonic_increasing


def test_natural_keys_are_filled_and_unique_in_every_file(manifest: pd.DataFrame) -> None:
    for line in manifest.itertuples():
        table = read(ROOT / line.path)
        keys = NATURAL_KEYS[line.register] + (["As of"] if line.register == "projects" else [])
        assert len(table) > 0, line.path
        assert (table[keys] != "").all(axis=None), line.path
        assert not table.duplicated(keys).any(), line.path


def test_no_column_of_any_register_is_empty_throughout(manifest: pd.DataFrame) -> None:
    for name, lines in manifest.groupby("register"):
        tables = pd.concat([read(ROOT / path) for path in lines["path"].tail(16)])
        empty = [title for title in tables if (tables[title] == "").all()]
        assert empty == (["Parent"] if name == "objectives" else []), name


def test_what_registers_say_of_projects_is_about_projects_in_the_files(
    city: World, last: dict[str, pd.DataFrame]
) -> None:
    known = set(city.plan.keys_at(city.last_month)[city.here(city.last_month)])
    for name, table in last.items():
        named = set(table.get("Project key", pd.Series(dtype=str)))
        if name == "dependencies":
            named = set(table["Predecessor"]) | set(table["Successor"])
        assert named <= known, name


def test_the_years_of_the_cost_register_add_up_to_the_forecast_and_the_actual_cost(
    city: World, last: dict[str, pd.DataFrame]
) -> None:
    money = last["costs"].astype({"Forecast": int, "Actual": int}).groupby("Project key")[["Forecast", "Actual"]].sum()
    month, here = city.last_month, city.here(city.last_month)
    keys = city.plan.keys_at(month)[here]
    for field, title in (("forecast_cost", "Forecast"), ("actual_cost", "Actual")):
        stated = pd.Series(getattr(city.money, field)[month][here], index=keys)
        assert (stated == money[title].reindex(keys).fillna(0)).all()


def test_a_change_or_gate_that_moved_a_baseline_is_on_record(last: dict[str, pd.DataFrame]) -> None:
    projects = last["projects"]
    record = set(zip(last["changes"]["Project key"], last["changes"]["Change key"], strict=True))
    held = last["gates"][last["gates"]["Held"] != ""]
    record |= set(zip(held["Project key"], held["Gate"], strict=True))
    named = projects[projects["Baseline change ref"] != ""]
    pairs = set(zip(named["Project key"], named["Baseline change ref"], strict=True))
    assert len({key for _, key in pairs if key.startswith("CR-")}) >= 10
    assert pairs <= record
    unexplained = projects[(projects["Baseline version"].astype(int) > 1) & (projects["Baseline change ref"] == "")]
    assert 3 <= len(unexplained) <= 30


def test_weights_sum_to_a_hundred_and_most_projects_are_rated(last: dict[str, pd.DataFrame]) -> None:
    assert last["objectives"]["Weight"].astype(int).sum() == 100
    assert len(last["objectives"]) == 8
    rated = last["impacts"]["Project key"].nunique()
    assert 0.85 <= rated / len(last["projects"]) < 1.0
    assert set(last["impacts"]["Rating"]) == {"None", "Low", "Moderate", "Strong", "Extreme"}


def test_decisions_wait_and_risks_are_open(last: dict[str, pd.DataFrame]) -> None:
    waiting = last["decisions"][last["decisions"]["Taken"] == ""]
    assert 10 <= len(waiting) <= 40
    assert (waiting["Outcome"] == "").all()
    assert (last["risks"]["Status"] == "Open").sum() > 80


def test_the_mix_of_classes_and_states_leaves_something_to_decide(city: World) -> None:
    month = city.last_month
    live = city.history.present[month] & (city.history.status[month] < 3)
    classes = city.classes(month)[live]
    assert 150 <= live.sum() <= 175
    assert 40 <= (classes == 2).sum() <= 60
    assert set(classes) == {0, 1, 2, 3}
    assert set(city.history.status[month][city.history.present[month]]) == {0, 1, 2, 3, 4}


def test_work_still_to_be_decided_has_rules_of_each_kind_and_some_projects_two_funds(
    last: dict[str, pd.DataFrame],
) -> None:
    projects, links = last["projects"], last["dependencies"]
    to_decide = projects["Investment class"].eq("Discretionary") & projects["Status"].isin(
        ["Proposed", "Active", "On hold"]
    )
    free = set(projects.loc[to_decide, "Project key"])
    between = links[links["Predecessor"].isin(free) & links["Successor"].isin(free)]
    assert {"Requires", "Excludes", "Same decision"} <= set(between["Kind"])
    funds = last["costs"].groupby("Project key")["Fund"].nunique()
    assert 20 <= (funds > 1).sum() <= 80
