"""Warnings are told in plain words, those of one rule together."""

from data_access.intake import against_last, namesakes, warnings_history, warnings_values
from ui.wording import intake_warnings

TITLES = {"approved_budget": "Approved budget"}


def test_columns_that_know_the_future_are_named_together():
    found = [{"rule": "knows the future", "column": name, "text": ""} for name in ("Total A", "Total B")]
    ((what, meaning),) = intake_warnings.warnings(found, TITLES)
    assert what == "Total A and Total B know the future: one value per project at all dates."
    assert "no prediction uses it" in meaning


def test_a_moved_baseline_names_its_column_by_title():
    text = "1 times another value than reported before"
    ((what, _),) = intake_warnings.warnings(
        [{"rule": "baseline moved", "column": "approved_budget", "text": text}], TITLES
    )
    assert what == "Baseline moved: Approved budget, once another value than reported before."


def test_other_warnings_say_where():
    found = [{"rule": "negative money", "column": "forecast_cost", "text": "Forecast cost: row 7."}]
    assert intake_warnings.warnings(found, TITLES)[0][0] == "Negative money. Forecast cost: row 7."


def test_a_missing_forecast_is_said_in_its_own_sentence_with_what_it_costs():
    found = [{"rule": "no forecast finish", "column": "forecast_finish", "text": "No column was taken."}]
    ((what, meaning),) = intake_warnings.warnings(found, TITLES)
    assert what == "No column was taken."
    assert "no chance to slip" in meaning


def test_every_rule_that_can_warn_has_its_meaning():
    rules = {
        value
        for module in (against_last, namesakes, warnings_history, warnings_values)
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str) and " " in value and "\0" not in value
    }
    of_plans = {
        "not reported",
        "as-of date in the future",
        "baseline moved",
        "no key known",
        "no forecast finish",
        "unreadable signs",
    }
    assert rules | of_plans == set(intake_warnings.MEANING)


def test_repairs_speak_of_the_screen_and_not_of_the_command_line():
    assert "--" not in intake_warnings.repair("Say which comes first: --day-first or --month-first.")
    assert "--" not in intake_warnings.repair("Give the status date with --as-of, or name the column that holds it.")
    assert intake_warnings.repair("Save the file again.") == "Save the file again."
