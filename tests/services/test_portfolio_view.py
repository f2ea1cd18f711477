"""The figures, changes and list of the Portfolio page, read from a database."""

import json

import pytest

from data_access import transaction
from services import access, period_summary, portfolio_view, portfolios, portrait
from services.access import found as found_in
from tests.services import town

MILLION = 1_000_000


@pytest.fixture
def scope(database_url):
    return town.store()


@pytest.fixture
def on_sqlite(sqlite_url):
    return town.store()


def read(scope):
    return portrait.read(scope, town.JUNE)


def test_the_figures_count_live_projects_and_say_their_bases(scope):
    seen = portfolio_view.overview(scope, read(scope), town.MAY)
    assert seen.now["live"] == 8, "R2 is finished"
    assert (seen.now["baselined"], seen.now["late"]) == (7, 1), "R3 has no approved date; R1 is 181 days late"
    assert seen.now["late_money"] == 80 * MILLION
    assert (seen.now["costed"], seen.now["forecast_cost"], seen.now["approved_budget"]) == (
        7,
        450 * MILLION,
        410 * MILLION,
    )
    assert seen.before is not None
    assert (seen.before["live"], seen.before["late"]) == (8, 1)
    assert seen.expected is None, "two dates tell nothing about slips"


def test_money_on_top_objectives_on_none_and_not_rated_are_told_apart(sqlite_url):
    scope = town.store(top_objectives=1)
    now = portfolio_view.overview(scope, read(scope), None).now
    assert (now["top_money"], now["none_money"]) == (100 * MILLION, 140 * MILLION)
    assert now["unrated_money"] == (50 + 40 + 30 + 20 + 10) * MILLION


def test_decisions_wait_at_their_date_and_a_filter_keeps_those_of_its_projects(on_sqlite):
    found = read(on_sqlite)
    seen = portfolio_view.overview(on_sqlite, found, town.MAY)
    assert (seen.now["waiting"], seen.now["oldest_days"]) == (2, 90)
    assert seen.before is not None
    assert (seen.before["waiting"], seen.before["oldest_days"]) == (2, 60), "D2 was taken on 1 June"
    of_water = portfolio_view.overview(on_sqlite, found, None, (("department", "Water"),))
    assert of_water.now["waiting"] == 1


def test_what_is_not_recorded_is_left_out_and_not_zero(sqlite_url):
    scope = town.store(registers=False)
    now = portfolio_view.overview(scope, read(scope), None).now
    assert "waiting" not in now
    assert "top_money" not in now


def test_changes_since_a_date(scope):
    found = read(scope)
    since = portfolio_view.changed(scope, found, town.MAY)
    named = {
        kind: since.table.index[since.table[kind]].tolist()
        for kind in ("slipped", "rebaselined", "delivered", "new", "left")
    }
    assert named == {"slipped": ["W1"], "rebaselined": ["W1"], "delivered": ["R2"], "new": ["R4"], "left": []}
    assert since.table.loc["W1", "decision"] == "no decision on record"
    assert (since.cost.approved, since.cost.overrun) == (0, 30 * MILLION)
    assert not since.table["returned"].any()
    assert since.cost.mix == (10 - 60) * MILLION


def test_a_project_reported_before_the_comparison_has_returned(on_sqlite):
    april = town.MAY.replace(month=4, day=30)
    scope = town.store(april, town.MAY, town.JUNE, key="back")
    with transaction() as work:
        facts = found_in(work, "back")
        kept = town.projects(town.MAY)
        town.load(work, facts.id, "projects", town.MAY.replace(day=15), kept[kept["project_key"] != "R3"])
    since = portfolio_view.changed(scope, read(scope), town.MAY.replace(day=15))
    assert since.table.index[since.table["returned"]].tolist() == ["R3"]
    assert since.table.index[since.table["new"]].tolist() == ["R4"]


def test_a_filter_narrows_changes_too(on_sqlite):
    found = read(on_sqlite)
    since = portfolio_view.changed(on_sqlite, found, town.MAY, (("department", "Roads"),))
    assert not since.table["slipped"].any()
    assert sorted(since.table.index) == ["R1", "R2", "R3", "R4"]


def test_attention_lists_reasons_and_puts_the_gravest_first(on_sqlite):
    found = read(on_sqlite)
    since = portfolio_view.changed(on_sqlite, found, town.MAY)
    listed = portfolio_view.attention(found, since)
    assert listed["project_key"].tolist() == ["W2", "W1", "R1", "W5"]
    because = listed.set_index("project_key")
    assert because.loc["W1", ["because_slipped", "because_undecided"]].all()
    assert because.loc["W2", ["because_dearer", "because_disagrees"]].all()
    assert because.loc["R1", "because_disagrees"], "reported green and 181 days late"
    assert because.loc["W5", "because_disagrees"], "its open risk weighs a fifth of its cost"
    assert portfolio_view.reason_counts(listed)["slipped"] == 1


def test_the_command_line_gets_plain_values(scope):
    told = portfolio_view.as_dict(scope, town.JUNE, town.MAY)
    assert json.loads(json.dumps(told, allow_nan=False))["figures"]["late"] == 1
    assert told["changes"]["slipped"] == 1
    assert told["cost_change"]["total"] == -20 * MILLION


def test_summaries_are_stored_once_and_equal_the_page(scope):
    assert period_summary.pending(scope) == 2
    assert period_summary.made(scope) == 0
    assert period_summary.refresh(scope) == 2
    assert period_summary.made(scope) == 2
    assert period_summary.refresh(scope) == 0
    stored = portfolio_view.trend(scope, town.JUNE)
    assert [period["as_of"] for period in stored] == [town.MAY, town.JUNE]
    now = portfolio_view.overview(scope, read(scope), None).now
    assert {name: stored[-1][name] for name in now} == now


def test_many_missing_periods_are_cut_from_one_reading_with_the_same_figures(scope, monkeypatch):
    period_summary.refresh(scope)
    one_by_one = period_summary.stored(scope)
    with transaction() as work:
        work.derived.forget(found_in(work, scope.portfolio).id)
    monkeypatch.setattr(period_summary, "AT_ONCE", 0)
    period_summary.refresh(scope)
    assert period_summary.stored(scope) == one_by_one


def test_other_thresholds_ask_for_figures_anew(scope):
    period_summary.refresh(scope)
    portfolios.change(town.ME, scope, thresholds={"schedule_red_days": 200})
    again = access.scope(town.ME, "town")
    assert period_summary.pending(again) == 2
    period_summary.refresh(again)
    assert portfolio_view.trend(again, town.JUNE)[-1]["late"] == 0


def test_without_any_baseline_projects_are_measured_against_their_first_forecast(sqlite_url, monkeypatch):
    plain = town.projects
    monkeypatch.setattr(town, "projects", lambda as_of: plain(as_of).drop(columns="approved_baseline_finish"))
    scope = town.store(registers=False)
    found = read(scope)
    seen = portfolio_view.overview(scope, found, None)
    assert not found.has_baselines
    assert (seen.now["baselined"], seen.now["moved"]) == (0, 0), "W1 moved 90 days, not more"
    assert found.projects.set_index("project_key").loc["W1", "slip_days"] == 90


def test_other_top_objectives_than_at_the_comparison_are_noticed(sqlite_url):
    scope = town.store(top_objectives=1)
    assert portfolio_view.overview(scope, read(scope), town.MAY).same_top
    with transaction() as work:
        turned = town.objectives().assign(weight=[30.0, 70.0])
        town.load(work, found_in(work, "town").id, "objectives", town.JUNE, turned)
    assert not portfolio_view.overview(scope, read(scope), town.MAY).same_top
