"""Selections that programs state in JSON, through the command line, against published answers."""

import json
from pathlib import Path

import jsonschema
import pandas as pd
import pytest
from typer.testing import CliRunner

from models.strategic_value import scores
from tests.models.selection_cases import PUBLISHED, first_seven, from_second_set
from tests.services import funding_works
from tests.ui.commands.test_budget import ask
from ui.commands import app

PROBLEM = Path(__file__).resolve().parents[3] / "docs" / "cli" / "problem.schema.json"


def written(path: Path, stated: dict) -> Path:
    """The statement as a file, after a check that it is as documented."""
    schema = json.loads(PROBLEM.read_text(encoding="utf-8"))
    jsonschema.validate(stated, schema, cls=jsonschema.Draft202012Validator)
    path.write_text(json.dumps(stated), encoding="utf-8")
    return path


def as_json(problem) -> dict:
    """A published problem as a program would state it."""
    rows = zip(problem.keys, problem.value.tolist(), problem.cost.tolist(), strict=True)
    projects = [
        {"key": key, "value": value, "costs": dict(zip(problem.periods, cost, strict=True))}
        for key, value, cost in rows
    ]
    return {"projects": projects, "limits": dict(zip(problem.periods, problem.limits, strict=True))}


@pytest.mark.parametrize("number", range(7))
def test_the_published_optima_of_research_projects(tmp_path, number):
    problem, optimum = first_seven()[number]
    found = ask("select", "--problem", written(tmp_path / "p.json", as_json(problem)), "--time-limit", 60)
    assert (found["status"], found["value"], found["gap"]) == ("optimal", pytest.approx(optimum), 0)
    assert found["first"]["value"] <= found["value"] <= found["first"]["bound"] + 1e-6
    for name, limit in zip(problem.periods, problem.limits, strict=True):
        assert found["costs"][name] <= limit


@pytest.mark.parametrize("name", ["weing1", "sento1", "sento2"])
def test_published_optima_of_the_second_set(tmp_path, name):
    problem, optimum = from_second_set(name)
    found = ask("select", "--problem", written(tmp_path / "p.json", as_json(problem)), "--time-limit", 60)
    assert (found["status"], found["value"]) == ("optimal", pytest.approx(optimum))


@pytest.fixture(scope="module")
def case() -> dict:
    """The published case of 21 projects, value by their priority in percent, costs in thousands."""
    table = pd.read_csv(PUBLISHED / "strategic_value_case.csv", index_col="project", keep_default_na=False)
    priority = scores(table.iloc[0, 5:].astype(float), table.iloc[1:, 5:])["priority"] * 100
    projects = [
        {"key": name, "value": share, "costs": {"money": float(table.loc[name, "cost_k"])}}
        for name, share in priority.items()
    ]
    return {"projects": projects, "limits": {"money": 10000}}


IN = ("Apparel ERP Upgrade", "Customer service feedback portal")
OUT = ("Helmet", "Knee and Elbow Pads")


@pytest.mark.parametrize(
    ("inside", "outside", "value", "cost"),
    [(IN, OUT, 67.29, 9786), (IN, (), 69.60, 9966), ((), (), 75.93, 9940)],
    ids=["forced in and out", "forced in", "free"],
)
def test_the_three_optima_of_the_published_case(tmp_path, case, inside, outside, value, cost):
    keys = [project["key"] for project in case["projects"]]
    full = {word: next(key for key in keys if key == word or key.startswith(f"{word} ")) for word in (*IN, *OUT)}
    rules = [{"type": "in", "project": full[word], "reason": "decided"} for word in inside]
    rules += [{"type": "out", "project": full[word]} for word in outside]
    found = ask("select", "--problem", written(tmp_path / "p.json", case | {"rules": rules}))
    assert (found["status"], round(found["value"], 2), found["costs"]) == ("optimal", value, {"money": cost})


SMALL = {
    "projects": [
        {"key": "1", "value": 8, "costs": {"2027": 5}},
        {"key": "2", "value": 11, "costs": {"2027": 7, "2028": 1}},
        {"key": "3", "value": 6, "costs": {"2027": 4, "2028": 2}},
    ],
    "limits": {"2027": 12, "2028": 2},
}


@pytest.fixture
def small(tmp_path) -> Path:
    return written(tmp_path / "small.json", SMALL)


def test_the_command_line_adds_limits_and_decisions_to_those_of_the_file(small):
    assert ask("select", "--problem", small)["chosen"] == ["1", "2"]
    assert ask("select", "--problem", small, "--limit", "2027=9")["chosen"] == ["1", "3"]
    assert ask("select", "--problem", small, "--force-out", "1")["chosen"] == ["2"]
    bounded = ask("select", "--problem", small, "--limit", "8")
    assert (bounded["chosen"], bounded["cost"]) == (["2"], 8)
    assert "2030" in ask("select", "--problem", small, "--limit", "2030=1", code=1)["refused"][0]["rule"]


def test_a_frontier_moves_the_limit_that_is_named_and_else_the_only_one_or_the_total(tmp_path, small):
    along = ask("frontier", "--problem", small, "--along", "2027")
    assert [(step["budget"], step["value"]) for step in along["steps"]] == [
        (0, 0),
        (4, 6),
        (5, 8),
        (7, 11),
        (9, 14),
        (12, 19),
    ]
    assert along["along"] == "2027"
    cut = ask("frontier", "--problem", small, "--along", "2027", "--limit", "2027=8")
    assert cut["steps"] == along["steps"][:4]
    assert ask("frontier", "--problem", small)["along"] is None
    one = written(tmp_path / "one.json", SMALL | {"limits": {"2027": 3}})
    assert ask("frontier", "--problem", one)["along"] == "2027"
    assert len(ask("frontier", "--problem", one)["steps"]) > 3
    ask("frontier", "--problem", small, "--along", "2030", code=1)


def test_every_step_of_a_frontier_is_the_selection_at_that_limit(small):
    for step in ask("frontier", "--problem", small, "--along", "2028")["steps"]:
        assert ask("select", "--problem", small, "--limit", f"2028={step['budget']}")["value"] == step["value"]


def test_a_gap_is_kept_and_the_bound_holds(tmp_path):
    problem, optimum = from_second_set("sento2")
    found = ask("select", "--problem", written(tmp_path / "p.json", as_json(problem)), "--gap", "0.05")
    assert found["gap"] <= 0.05
    assert found["value"] <= optimum <= found["bound"] + 1e-6


def test_what_is_in_conflict_is_told_in_words_with_each_way_out(tmp_path):
    rules = [{"type": "in", "project": "2"}, {"type": "out", "project": "1"}]
    rules += [{"type": "requires", "project": "2", "needs": "1"}]
    file = written(tmp_path / "p.json", SMALL | {"rules": rules})
    found = ask("select", "--problem", file)
    assert {one["kind"] for one in found["in_conflict"]} == {"in", "out", "requires"}
    words = CliRunner().invoke(app, ["select", "--problem", str(file)]).stdout
    assert "In conflict, the fewest that are: 2 is forced in; 1 is forced out; 2 requires 1." in words
    assert "It is enough to give up that 2 requires 1." in words
    tight = ask("frontier", "--problem", file)
    assert (tight["status"], tight["steps"]) == ("infeasible", [])


def test_a_selection_in_words_names_costs_and_options(tmp_path):
    rules = [{"type": "partial", "project": "2", "levels": [0.5]}, {"type": "in", "project": "2"}]
    file = written(tmp_path / "p.json", SMALL | {"rules": rules})
    words = CliRunner().invoke(app, ["select", "--problem", str(file)]).stdout
    assert "2 (50%)" in words
    assert "cost: 2027 8.5, 2028 0.5" in words


def test_a_frontier_names_projects_and_the_option_that_entered_apart(tmp_path):
    rules = [{"type": "partial", "project": "2", "levels": [0.5]}]
    file = written(tmp_path / "p.json", SMALL | {"rules": rules})
    steps = ask("frontier", "--problem", file, "--along", "2027")["steps"]
    assert {key for step in steps for key in (*step["entered"], *step["left"])} <= {"1", "2", "3", "4"}
    assert "50%" in {step["options"]["2"] for step in steps if "2" in step["options"]}
    assert all(set(step["options"]) <= set(step["entered"]) for step in steps)


def test_a_project_that_is_in_and_out_is_refused_with_both_rules(tmp_path):
    rules = [{"type": "in", "project": "2"}, {"type": "out", "project": "2"}]
    (refused,) = ask("select", "--problem", written(tmp_path / "p.json", SMALL | {"rules": rules}), code=1)["refused"]
    assert (refused["column"], refused["rule"]) == ("rules[1].project", "rules[0] says the opposite of this project.")


def test_a_file_is_refused_with_all_that_is_wrong(tmp_path):
    file = tmp_path / "p.json"
    file.write_text('{"projects": [{"key": "A", "value": 1, "costs": {"X": -1}}], "limits": {"X": "a"}}', "utf-8")
    refused = ask("select", "--problem", file, code=1)["refused"]
    assert [one["column"] for one in refused] == ["projects[0].costs.X", "limits.X"]


@pytest.mark.parametrize("command", ["select", "frontier"])
def test_one_source_is_given(small, command):
    for words in ((), ("works", "--problem", str(small)), ("--file", str(small), "--problem", str(small))):
        assert CliRunner().invoke(app, [command, *words, "--limit", "5"]).exit_code == 2
    assert CliRunner().invoke(app, [command, "--problem", str(small.parent / "none.json")]).exit_code == 2


def test_a_portfolio_keeps_the_rules_it_registers_unless_told_not_to(database_url, monkeypatch):
    from models.selection_rules import Rule
    from services import portfolio_rules

    funding_works.store()
    needs = Rule("requires", ("D 2", "D 3"), origin="register")
    monkeypatch.setattr(portfolio_rules, "rules", lambda scope, as_of, keys: (needs,))
    kept = ask("select", "works", "--limit", 1200)
    free = ask("select", "works", "--limit", 1200, "--no-rules")
    assert (kept["rules"], free["rules"]) == (1, 0)
    assert free["value"] > kept["value"]
    assert "D 2" in free["chosen"]
