"""How safe a selection is and why a project is in or out, through the command line."""

import pytest
from typer.testing import CliRunner

from tests.models.selection_cases import from_second_set
from tests.services import funding_works
from tests.ui.commands.test_budget import ask
from tests.ui.commands.test_budget_problem import as_json, written
from ui.commands import app

STATED = {
    "projects": [
        {"key": "A", "value": 8, "costs": {"X": 5, "Y": 1}},
        {"key": "B", "value": 11, "costs": {"X": 7}},
        {"key": "C", "value": 6, "costs": {"X": 4}},
        {"key": "D", "value": 3, "costs": {"X": 2}},
    ],
    "limits": {"X": 11, "Y": 2},
    "rules": [
        {"type": "requires", "project": "C", "needs": "A"},
        {"type": "partial", "project": "D", "levels": [0.5, 1]},
        {"type": "group", "name": "Bridges", "projects": ["A", "B"], "of": "X", "max": 10},
    ],
}


@pytest.fixture
def stated(tmp_path):
    return written(tmp_path / "p.json", STATED)


def said(*words) -> str:
    ended = CliRunner().invoke(app, [*map(str, words)])
    assert ended.exit_code == 0, ended.output
    return ended.stdout


def test_each_loss_is_what_the_selection_loses_with_that_project_decided_otherwise(stated):
    best = ask("select", "--problem", stated)
    found = ask("explain", "--problem", stated)
    assert [one["project"] for one in found["projects"]] == ["A", "B", "C", "D"]
    assert found["not_reached"] == []
    for one in found["projects"]:
        assert one["chosen"] is (one["project"] in best["chosen"])
        other = ask("select", "--problem", stated, "--force-out" if one["chosen"] else "--force-in", one["project"])
        assert one["loss"] == pytest.approx(best["value"] - other["value"])
        came = sorted(set(other["chosen"]) - set(best["chosen"]))
        assert (sorted(one["enters"]), one["extra_cost"]) == (came, None)


def test_a_limit_raised_as_told_is_the_least_that_brings_the_project_in(tmp_path):
    plain = written(tmp_path / "p.json", STATED | {"rules": []})
    (one,) = ask("explain", "--problem", plain, "--project", "D", "--limit", "X=12")["projects"]
    (rise,) = one["limits"]
    assert (one["chosen"], rise["limit"], rise["exact"]) == (False, "X", True)
    for by, as_good in ((rise["by"], True), (rise["by"] - 1, False)):
        words = ("select", "--problem", plain, "--limit", f"X={12 + by}")
        assert (ask(*words)["value"] == ask(*words, "--force-in", "D")["value"]) is as_good


def test_a_bound_of_the_file_is_called_by_its_name(stated):
    (one,) = ask("explain", "--problem", stated, "--project", "B")["projects"]
    assert {short["limit"]: short["by"] for short in one["on_top"]} == {"X": 7, "Bridges": 2}


def test_what_cannot_change_sides_says_why(tmp_path):
    rules = [{"type": "in", "project": "C"}, {"type": "requires", "project": "C", "needs": "A"}]
    file = written(tmp_path / "p.json", STATED | {"rules": rules})
    (one,) = ask("explain", "--problem", file, "--project", "A")["projects"]
    assert (one["chosen"], one["loss"], one["proven"]) == (True, None, True)
    assert {reason["kind"] for reason in one["barred"]["in_conflict"]} >= {"in", "requires"}
    assert "A is in, and cannot be out." in said("explain", "--problem", file, "--project", "A")


def test_explanations_end_with_the_time_there_is(tmp_path):
    problem, _ = from_second_set("sento1")
    file = written(tmp_path / "p.json", as_json(problem))
    found = ask("explain", "--problem", file, "--time-limit", 0.3)
    reached = [one["project"] for one in found["projects"]]
    assert reached + found["not_reached"] == list(problem.keys)
    assert found["not_reached"]


def test_an_unknown_project_is_refused(stated):
    assert "Z" in ask("explain", "--problem", stated, "--project", "Z", code=1)["refused"][0]["rule"]


def test_without_doubt_every_project_is_in_or_out_in_all_draws(stated):
    best = ask("select", "--problem", stated)["chosen"]
    found = ask("robustness", "--problem", stated, "--values", 0, "--costs", 0, "--draws", 5)
    assert {one["project"]: one["frequency"] for one in found["projects"]} == {
        key: float(key in best) for key in "ABCD"
    }
    assert (found["stay_funded"], found["funded"], found["moves"]) == (3, 3, [])


def test_the_same_seed_draws_the_same_and_frequencies_follow_the_draws(stated):
    words = ("robustness", "--problem", stated, "--values", 0.5, "--costs", 0.3, "--draws", 40)
    found = ask(*words, "--seed", 7)
    assert found["projects"] == ask(*words, "--seed", 7)["projects"]
    assert found["projects"] != ask(*words, "--seed", 8)["projects"]
    assert found["solved"] + found["impossible"] + found["unsolved"] == 40
    for one in found["projects"]:
        assert one["frequency"] * found["solved"] == pytest.approx(round(one["frequency"] * found["solved"]))
    words = said(*words, "--seed", 7)
    assert "in 40 draws" in words


@pytest.mark.parametrize("command", ["robustness", "explain"])
def test_nothing_to_choose_is_told_and_not_explained(tmp_path, command):
    file = written(tmp_path / "p.json", STATED | {"rules": [{"type": "at_least", "count": 4}]})
    assert ask(command, "--problem", file)["status"] == "infeasible"
    assert "Nothing can be chosen" in said(command, "--problem", file)


@pytest.mark.parametrize("command", ["robustness", "explain"])
def test_a_portfolio_is_asked_as_a_file_is(database_url, command):
    funding_works.store()
    found = ask(command, "works", "--limit", 1200)
    assert found["status"] == "optimal"
    assert {one["project"] for one in found["projects"]} == {"D 1", "D 2", "D 3", "D 4"}
    assert said(command, "works", "--limit", 1200)
    assert CliRunner().invoke(app, [command, "works"]).exit_code == 2
