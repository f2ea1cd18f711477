"""How every function of the services that tells a reader something is called, as pages would call it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pandas as pd

from services import (
    alignment,
    alignment_gaps,
    alignment_sensitivity,
    answers,
    budget_funding,
    budget_robustness,
    budget_scores,
    budget_three,
    candidate_benefits,
    candidate_values,
    chances,
    cost_by_year,
    evidence,
    exit_cost,
    heatmaps,
    importing,
    jobs,
    mandatory_over_time,
    measured,
    money_decided,
    notes,
    objective_names,
    objective_versions,
    objectives,
    options_known,
    other_limits,
    partial_dates,
    period_summary,
    periods,
    portfolio_candidates,
    portfolio_rules,
    portfolio_view,
    portfolios,
    portrait,
    project_registers,
    project_view,
    projects_list,
    provenance,
    publications,
    ratings_counted,
    ratings_told,
    readings,
    received,
    scenarios,
    scenarios_compare,
    scenarios_rerun,
    scenarios_since,
    scenarios_statement,
    slip,
    slip_ahead,
    slip_backtest,
    slip_coverage,
    slip_explain,
    slip_ground,
    slip_history,
    slip_leaks,
    slip_leavers,
    slip_models,
    slip_predict,
    slip_store,
    slip_traps,
    slip_view,
    slip_why,
    states,
    uploads,
    views,
    weighing_kept,
)
from services.options_allowed import Allowed
from services.readings import Source
from tests.services import watched
from tests.services.seen_reader import BEFORE, NOT_THEIRS, Call, but_date, but_functions, refused
from tests.services.seen_workshops import WORKSHOPS
from tests.services.watched import DATES, KEYS, LAST, ME, SECRET

COLUMNS: Final = [*slip_store.COLUMNS, "sponsor", "contingency", "extra"]
PLANNED: Final = {
    "register": "risks",
    "coverage": {"kind": "whole", "values": []},
    "parts": [{"as_of": DATES[1].isoformat(), "standing": "new"}],
}
FILE: Final = b"Project ID,Name,Department\nP-00,Project,Roads\n"


def _each(call: Callable[[Any], Any], items: Any) -> list[Any]:
    return [call(item) for item in items]


CALLS: Final[dict[str, Call]] = {
    "alignment.read": lambda r, s: [alignment.read(s, r.day), alignment.read(s, r.day, (), True)],
    "alignment_gaps.gaps": lambda r, s: alignment_gaps.gaps(s, r.day),
    "alignment_gaps.drift": lambda r, s: alignment_gaps.drift(s, r.day),
    "alignment_sensitivity.read": lambda r, s: alignment_sensitivity.read(s, r.day),
    "ratings_told.of_project": lambda r, s: _each(lambda key: ratings_told.of_project(s, r.day, key), ["P-00", SECRET]),
    "alignment.groups": lambda r, s: alignment.groups(s, r.day),
    "answers.standing": lambda r, s: answers.standing(s, LAST),
    "answers.of_project": lambda r, s: _each(lambda key: answers.of_project(s, [key], LAST), ["P-00", SECRET]),
    "answers.period": lambda r, s: _each(lambda day: answers.period(s, day), [date(2025, 6, 20), LAST]),
    "answers.sponsor": lambda r, s: _each(lambda key: answers.sponsor(s, key, r.day), ["P-00", SECRET]),
    "budget_funding.read": lambda r, s: budget_funding.read(s, r.day, r.valuing),
    "budget_funding.with_options": lambda r, s: budget_funding.with_options(s, r.day, r.funding, Allowed(("stop",))),
    "budget_funding.reserved": lambda r, s: budget_funding.reserved(s, r.day, r.funding, Allowed(("stop",)), ()),
    "budget_robustness.of_candidates": lambda r, s: budget_robustness.of_candidates(
        s, r.day, r.funding.candidates, r.stated, budget_robustness.Ranges(), draws=5
    ),
    "budget_scores.read": lambda r, s: budget_scores.read(s, r.day, r.funding.candidates),
    "budget_scores.known": lambda r, s: budget_scores.known(s, r.day, KEYS, {}),
    "budget_three.offered": lambda r, s: budget_three.offered(s, r.day, r.funding),
    "budget_three.third": lambda r, s: _each(
        lambda name: budget_three.third(s, r.day, r.funding, name), budget_three.offered(s, r.day, r.funding)
    ),
    "candidate_benefits.read": lambda r, s: candidate_benefits.read(s, r.day, pd.Index([*KEYS, SECRET]), 0.03),
    "candidate_benefits.any_known": lambda r, s: candidate_benefits.any_known(s, r.day, r.funding.projects),
    "candidate_benefits.delays": lambda r, s: candidate_benefits.delays(s, r.day, pd.Index([*KEYS, SECRET]), "p80"),
    "candidate_values.of_candidates": lambda r, s: candidate_values.of_candidates(
        s, r.day, r.funding.projects, r.valuing
    ),
    "candidate_values.offered": lambda r, s: candidate_values.offered(s, r.day, r.funding.projects),
    "chances.at": lambda r, s: _each(lambda day: chances.at(s, day), [r.day, LAST]),
    "cost_by_year.read": lambda r, s: cost_by_year.read(
        s, r.day, portfolios.facts(s), r.funding.projects, r.funding.candidates.cost.sum(axis=1)
    ),
    "evidence.read": lambda r, s: evidence.read(s, r.found, "next", 30),
    "evidence.course": lambda r, s: evidence.course(s, r.found),
    "evidence.stated": lambda r, s: evidence.stated(s, r.found, "next", 30, "department"),
    "exit_cost.read": lambda r, s: exit_cost.read(s, r.day, r.funding.projects, 2),
    "exit_cost.unpaid": lambda r, s: exit_cost.unpaid(s, r.day),
    "exit_cost.running_contracts": lambda r, s: exit_cost.running_contracts(s, r.day),
    "heatmaps.as_dict": lambda r, s: heatmaps.as_dict(s, r.day),
    "importing.periods": lambda r, s: importing.periods(s),
    "importing.mappings": lambda r, s: importing.mappings(s, None),
    "jobs.rows.status": lambda r, s: refused(jobs.status, s, NOT_THEIRS.id),
    "jobs.rows.newest": lambda r, s: jobs.newest(s, "robustness"),
    "measured.measures": lambda r, s: measured.measures(s, r.day),
    "measured.read": lambda r, s: measured.read(s, r.day, "O1"),
    "ratings_counted.read": lambda r, s: ratings_counted.read(s, r.day),
    "mandatory_over_time.read": lambda r, s: [mandatory_over_time.read(s, LAST, (), one) for one in (False, True)],
    "money_decided.read": lambda r, s: money_decided.read(s, r.day, r.funding),
    "notes.listing": lambda r, s: _each(lambda key: notes.listing(s, key), ["P-00", SECRET]),
    "objectives.names": lambda r, s: objectives.names(s, r.day),
    "objectives.silenced": lambda r, s: objectives.silenced(s, r.day, "O1"),
    "objective_versions.read": lambda r, s: objective_versions.read(s, r.day),
    "objective_versions.lost": lambda r, s: objective_versions.lost(
        s, r.day, objective_versions.read(s, r.day)[0].snapshot
    ),
    "weighing_kept.kept": lambda r, s: weighing_kept.kept(s, r.day),
    "objective_names.names": lambda r, s: objective_names.names(s, r.day),
    "options_known.read": lambda r, s: options_known.read(s, r.day, r.funding),
    "options_known.next_gates": lambda r, s: options_known.next_gates(s, r.day),
    "other_limits.amounts": lambda r, s: other_limits.amounts(
        s, r.day, portfolios.facts(s), [*KEYS, SECRET], r.funding.by_year
    ),
    "other_limits.contributions": lambda r, s: other_limits.contributions(s, r.day, [*KEYS, SECRET]),
    "period_summary.stored": lambda r, s: period_summary.stored(s),
    "period_summary.pending": lambda r, s: period_summary.pending(s),
    "periods.dates": lambda r, s: periods.dates(s), "partial_dates.dates": lambda r, s: partial_dates.dates(s),
    "periods.reporting": lambda r, s: _each(lambda day: but_date(periods.reporting(s, day)), [r.day, LAST]),
    "portfolio_candidates.read": lambda r, s: portfolio_candidates.read(s, r.day, r.valuing),
    "portfolio_candidates.offered": lambda r, s: portfolio_candidates.offered(s, r.day),
    "portfolio_candidates.newest": lambda r, s: portfolio_candidates.newest(s),
    "portfolio_rules.rules": lambda r, s: portfolio_rules.rules(s, r.day, [*KEYS, SECRET]),
    "portfolio_rules.any_needs": lambda r, s: portfolio_rules.any_needs(s, r.day),
    "portfolio_rules.read": lambda r, s: portfolio_rules.read(s, r.day, KEYS),
    "portfolio_view.earlier": lambda r, s: portfolio_view.earlier(s, r.day),
    "portfolio_view.overview": lambda r, s: portfolio_view.overview(s, r.found, BEFORE),
    "portfolio_view.changed": lambda r, s: portfolio_view.changed(s, r.found, BEFORE),
    "portfolio_view.trend": lambda r, s: [portfolio_view.trend(s, LAST), portfolio_view.trend(s, LAST, True)],
    "portfolio_view.as_dict": lambda r, s: portfolio_view.as_dict(s, r.day, BEFORE),
    "portfolios.facts": lambda r, s: portfolios.facts(s), "portrait.is_first": lambda r, s: portrait.is_first(s, r.day),
    "portfolios.has_data": lambda r, s: portfolios.has_data(s),
    "portrait.read": lambda r, s: [portrait.read(s, r.day), but_date(portrait.read(s, LAST))],
    "portrait.first_forecasts": lambda r, s: portrait.first_forecasts(s, LAST),
    "partial_dates.outstanding": lambda r, s: partial_dates.outstanding(s, r.day, r.found.projects),
    "project_registers.tables": lambda r, s: _each(
        lambda key: project_registers.tables(s, [key], f"Project {key}", LAST), ["P-00", "P-05", SECRET]
    ),
    "project_view.read": lambda r, s: _each(
        lambda key: project_view.read(s, r.found, key), ["P-00", SECRET, watched.OLD_SECRET]
    ),
    "project_view.chances": lambda r, s: project_view.chances(s, r.day, "next"),
    "project_view.remarks": lambda r, s: project_view.remarks(s, ["P-00", SECRET]),
    "projects_list.texts": lambda r, s: projects_list.texts(s, LAST),
    "projects_list.trails": lambda r, s: projects_list.trails(s, LAST, [*KEYS, SECRET]),
    "provenance.of_project": lambda r, s: _each(
        lambda key: provenance.of_project(s, [key], LAST), ["P-00", SECRET, watched.OLD_SECRET]
    ),
    "publications.listing": lambda r, s: [replace(one, version=0) for one in publications.listing(s)],
    "publications.corrections": lambda r, s: publications.corrections(s),
    "publications.figures": lambda r, s: publications.figures(s),
    "publications.touched": lambda r, s: publications.touched(s, PLANNED),
    "readings.coverage_choices": lambda r, s: readings.coverage_choices(
        s, uploads.read(ME, s, Source(FILE, "f.csv"), here=True)
    ),
    "received.files": lambda r, s: received.files(s), "received.periods": lambda r, s: received.periods(s),
    "received.late": lambda r, s: _each(lambda day: received.late(s, day), [r.day, LAST]),
    "received.record": lambda r, s: received.record(s), "scenarios.listing": lambda r, s: scenarios.listing(s),
    "scenarios.read": lambda r, s: _each(lambda plan: scenarios.read(s, plan.number), r.plans),
    "scenarios_compare.ahead": lambda r, s: _each(lambda plan: scenarios_compare.ahead(s, plan), r.plans),
    "scenarios_rerun.rerun": lambda r, s: _each(lambda plan: scenarios_rerun.rerun(s, plan.number), r.plans),
    "scenarios_since.since": lambda r, s: _each(lambda plan: scenarios_since.since(s, plan.number, LAST), r.plans),
    "scenarios_statement.statement": lambda r, s: watched.statement(s, r.day, 3_900_000_000),
    "scenarios_statement.weights": lambda r, s: scenarios_statement.weights(s, r.day),
    "slip.predictions": lambda r, s: [slip.predictions(s, r.day), slip.predictions(s, LAST, "next", 90)],
    "slip.expectation": lambda r, s: slip.expectation(s, r.day),
    "slip.record": lambda r, s: _each(lambda day: slip.record(s, day), [r.day, LAST]),
    "slip.risk_table": lambda r, s: slip.risk_table(s, r.day), "slip.predict": lambda r, s: slip.predict(s, r.day),
    "slip.horizon_date": lambda r, s: slip.horizon_date(s, r.day, "12m"),
    "slip.horizon_words": lambda r, s: slip.horizon_words(s, r.day, "next"),
    "slip_ahead.ahead": lambda r, s: slip_ahead.ahead(s, r.ground, 30),
    "slip_backtest.backtest": lambda r, s: slip_backtest.backtest(s, "next", 30, DATES[3]),
    "slip_coverage.coverage": lambda r, s: slip_coverage.coverage(s, r.ground),
    "slip_explain.speaker": lambda r, s: but_functions(slip_explain.speaker(s, r.day, "next", 30)),
    "slip_explain.explain": lambda r, s: slip_explain.explain(s, "P-00", r.day),
    "slip_explain.as_told": lambda r, s: slip_explain.as_told(s, slip_explain.explain(s, "P-00", r.day), "next", 30),
    "slip_ground.ground": lambda r, s: slip_ground.ground(s, r.day, "next"),
    "slip_history.evidence": lambda r, s: slip_history.evidence(s, LAST, COLUMNS),
    "slip_history.with_registers": lambda r, s: slip_history.with_registers(s, LAST),
    "slip_leavers.read": lambda r, s: slip_leavers.read(s, LAST, "next", 30),
    "slip_models.listing": lambda r, s: slip_models.listing(s, "next", 30),
    "slip_models.active": lambda r, s: slip_models.active(s, "next", 30),
    "slip_models.loaded": lambda r, s: refused(slip_models.loaded, s, NOT_THEIRS),
    "slip_models.training_pairs": lambda r, s: refused(slip_models.training_pairs, s, NOT_THEIRS),
    "slip_models.compare": lambda r, s: refused(slip_models.compare, s, 1, 2),
    "slip_models.drift": lambda r, s: slip_models.drift(s, "next", 30),
    "slip_predict.predict": lambda r, s: slip_predict.predict(s, r.day, "next", 30),
    "slip_store.said": lambda r, s: [slip_store.said(s, r.day, "next", 90), slip_store.said(s, LAST, "next", 30)],
    "slip_traps.read": lambda r, s: slip_traps.read(s, LAST, "next", 30),
    "slip_traps.placeholders": lambda r, s: slip_traps.placeholders(s, LAST),
    "slip_view.lack_of": lambda r, s: slip_view.lack_of(s, LAST, "12m", 30, {}, pd.Series(dtype=object)),
    "slip_view.read": lambda r, s: slip_view.read(s, r.day, "next", 30),
    "slip_view.trend": lambda r, s: [slip_view.trend(s, LAST, "next", 30), slip_view.trend(s, LAST, "12m", 30, True)],
    "slip_why.explainer": lambda r, s: slip_why.explainer(s, r.day, "next", 30).weights,
    "states.projects": lambda r, s: _each(lambda day: states.projects(s, day), [r.day, LAST]),
    "states.history": lambda r, s: [states.history(s, LAST), states.history(s, LAST, None, [SECRET, "P-01"])],
    "states.register": lambda r, s: _each(lambda name: states.register(s, name, LAST), watched.REGISTERS),
    "states.register_date": lambda r, s: _each(lambda name: states.register_date(s, name, LAST), watched.REGISTERS),
    **WORKSHOPS,
    "views.listing": lambda r, s: views.listing(s), "slip_leaks.read": lambda r, s: slip_leaks.read(s, LAST, "12m", 30),
}  # fmt: skip
"""How every function that reads is called."""
