"""Weights, selections and frontiers through the command line, against published answers."""

import csv
import json
from pathlib import Path

import jsonschema
import pandas as pd
import pytest
from typer.testing import CliRunner

from models.strategic_value import scores
from tests.models.selection_cases import first_seven, from_second_set
from tests.services import funding_works
from ui.commands import app

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = ROOT / "tests" / "models" / "published"


def ask(*words, code=0):
    """Run a command with --json; return its fields, checked against its schema."""
    ended = CliRunner().invoke(app, [*map(str, words), "--json"])
    assert ended.exit_code == code, ended.output
    fields = json.loads(ended.stdout)
    schema = ROOT / "docs" / "cli" / f"{words[0] if code == 0 else 'refused'}.schema.json"
    wanted = json.loads(schema.read_text(encoding="utf-8"))
    jsonschema.validate(fields, wanted, cls=jsonschema.Draft202012Validator)
    return fields


def written(path: Path, header: list[object], rows: list[list[object]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    return path


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    """The published case of 21 projects, its priorities in percent as text, costs in thousands."""
    table = pd.read_csv(PUBLISHED / "strategic_value_case.csv", index_col="project", keep_default_na=False)
    priority = scores(table.iloc[0, 5:].astype(float), table.iloc[1:, 5:])["priority"] * 100
    rows = [[name, f"{share:.10f} %", table.loc[name, "cost_k"]] for name, share in priority.items()]
    return written(tmp_path_factory.mktemp("case") / "case.csv", ["Project", "Value", "Cost"], rows)


FORCED = ("--force-in", "Apparel ERP Upgrade", "--force-in", "Customer service feedback portal")


@pytest.mark.parametrize(
    ("rules", "value", "cost"),
    [
        ((*FORCED, "--force-out", "Helmet", "--force-out", "Knee and Elbow Pads"), 67.29, 9786),
        (FORCED, 69.60, 9966),
        ((), 75.93, 9940),
    ],
    ids=["forced in and out", "forced in", "free"],
)
def test_the_three_optima_of_the_published_case(published, rules, value, cost):
    names = {row["Project"] for row in csv.DictReader(published.open(encoding="utf-8"))}
    rules = [next((name for name in names if name == word or name.startswith(f"{word} ")), word) for word in rules]
    found = ask("select", "--file", published, "--limit", 10000, *rules)
    assert (found["status"], round(found["value"], 2), found["cost"]) == ("optimal", value, cost)
    assert found["bound"] == found["value"]


def as_file(path: Path, problem) -> tuple[Path, list[str]]:
    """A problem as a file of one cost column per limit, and its limits as options."""
    rows = [[key, value, *cost] for key, value, cost in zip(problem.keys, problem.value, problem.cost, strict=True)]
    limits = [f"--limit={name}={limit}" for name, limit in zip(problem.periods, problem.limits, strict=True)]
    return written(path, ["project", "value", *problem.periods], rows), limits


@pytest.mark.parametrize("number", range(6))
def test_the_published_optima_of_research_projects(tmp_path, number):
    problem, optimum = first_seven()[number]
    file, limits = as_file(tmp_path / "problem.csv", problem)
    found = ask("select", "--file", file, *limits, "--time-limit", 60)
    assert (found["status"], found["value"]) == ("optimal", pytest.approx(optimum))
    for option in limits:
        name, limit = option.removeprefix("--limit=").split("=")
        assert found["costs"][name] <= int(limit)


def test_a_published_optimum_of_the_second_set(tmp_path):
    problem, optimum = from_second_set("weing1")
    file, limits = as_file(tmp_path / "problem.csv", problem)
    assert ask("select", "--file", file, *limits)["value"] == pytest.approx(optimum)


@pytest.fixture
def small(tmp_path) -> Path:
    return written(
        tmp_path / "small.csv", ["project", "value", "cost"], [["1", 8, 5], ["2", 11, 7], ["3", 6, 4], ["4", 4, 3]]
    )


def test_the_frontier_lists_every_step_and_agrees_with_the_selection(small):
    found = ask("frontier", "--file", small)
    assert found["status"] == "optimal"
    assert [step["value"] for step in found["steps"]] == sorted({step["value"] for step in found["steps"]})
    for step in found["steps"]:
        assert ask("select", "--file", small, "--limit", step["budget"])["value"] == step["value"]
    cut = ask("frontier", "--file", small, "--limit", 14)
    assert cut["steps"][-1]["value"] == 21


def test_costs_with_decimals_keep_their_limit_to_the_last_digit(tmp_path):
    file = written(
        tmp_path / "f.csv", ["project", "value", "cost"], [["a", 1, "0.1"], ["b", 1, "0.2"], ["c", 1, "0.3"]]
    )
    assert ask("select", "--file", file, "--limit", "0.3")["chosen"] == ["a", "b"]
    assert len(ask("select", "--file", file, "--limit", "0.29")["chosen"]) == 1


def test_periods_are_limited_apart_and_together(tmp_path):
    rows = [["a", 3, 10, 0], ["b", 3, 0, 10], ["c", 4, 10, 0]]
    file = written(tmp_path / "f.csv", ["project", "value", "2027", "2028"], rows)
    assert ask("select", "--file", file, "--limit", "2027=10")["chosen"] == ["b", "c"]
    assert ask("select", "--file", file, "--limit", "2027=10", "--limit", 10)["chosen"] == ["c"]
    assert "2029" in ask("select", "--file", file, "--limit", "2029=10", code=1)["refused"][0]["rule"]


def test_forced_in_beyond_the_limit_is_infeasible_with_the_rise_it_takes(small):
    found = ask("select", "--file", small, "--limit", 6, "--force-in", "2")
    assert (found["status"], found["chosen"]) == ("infeasible", [])
    assert found["conflicts"][0]["raise_by"] == 1
    words = CliRunner().invoke(app, ["select", "--file", str(small), "--limit", "6", "--force-in", "2"])
    assert words.exit_code == 0
    assert "Raise it by 1" in words.stdout


def test_where_no_single_change_is_enough_those_are_told_that_are_together(tmp_path):
    rows = [["a", 3, 10, 0], ["b", 3, 0, 10]]
    file = written(tmp_path / "f.csv", ["project", "value", "2027", "2028"], rows)
    words = ["--file", file, "--limit", "2027=7", "--limit", "2028=4", "--force-in", "a", "--force-in", "b"]
    found = ask("select", *words)
    assert not any(way["enough"] for way in found["ways_out"])
    several = found["together"][0]
    assert (several["least"], several["proven"]) == ("money", True)
    assert [(one["name"], one["change"]) for one in several["changes"]] == [("2027", 3), ("2028", 6)]
    said = CliRunner().invoke(app, ["select", *map(str, words)]).stdout
    assert "raise the limit of 2027 by 3 to 10; raise the limit of 2028 by 6 to 10" in said
    assert said.count("No single change is enough") == 1
    assert ask("select", "--file", file, "--limit", "2027=10", "--limit", "2028=10")["chosen"] == ["a", "b"]


@pytest.mark.parametrize(
    "words",
    [
        ("select", "--limit", "5"),
        ("select", "tiny", "--file", "FILE", "--limit", "5"),
        ("select", "--file", "FILE"),
        ("select", "--file", "FILE", "--limit", "much"),
        ("select", "--file", "FILE", "--limit", "5", "--limit", "6"),
        ("select", "--file", "FILE", "--limit", "-5"),
        ("weights", "nowhere.csv"),
    ],
)
def test_wrong_use_ends_with_two(small, words):
    given = [str(small) if word == "FILE" else word for word in words]
    assert CliRunner().invoke(app, given).exit_code == 2


@pytest.mark.parametrize(
    ("text", "row", "rule"),
    [
        ("project,value,cost\na,8,5\na,1,1\n", 3, "twice"),
        ("project,value,cost\na,TBC,5\n", 2, "not a number"),
        ("project,value,cost\na,8,-5\n", 2, "below zero"),
        ("project,value,cost\n,8,5\n", 2, "names no project"),
        ("project,worth,cost\na,8,5\n", 0, "no column value"),
        ("project,value\na,8\n", 0, "no column of costs"),
        ("project,value,cost\na,8\n", 2, "cells"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_place(tmp_path, text, row, rule):
    file = tmp_path / "f.csv"
    file.write_text(text, encoding="utf-8")
    refused = ask("select", "--file", file, "--limit", 5, code=1)["refused"]
    assert refused[0]["row"] == row
    assert rule in refused[0]["rule"]


CAR = [0.510, 0.234, 0.041, 0.215]
MATRIX = "1,3,7,3\n1/3,1,9,1\n1/7,1/9,1,1/7\n1/3,1,7,1\n"
WRITTEN = {
    "square": MATRIX,
    "square with names": ",cost,safety,style,capacity\n"
    + "".join(
        f"{name},{row}\n" for name, row in zip(("cost", "safety", "style", "capacity"), MATRIX.split(), strict=True)
    ),
    "header only": "cost,safety,style,capacity\n" + MATRIX,
    "upper triangle": "3,7,3\n9,1\n1/7\n",
    "upper triangle in a square": ",3,7,3\n,,9,1\n,,,1/7\n,,,\n",
    "with diagonal, lower empty": "1,3,7,3\n,1,9,1\n,,1,1/7\n,,,1\n",
    "one line": "3,7,3,9,1,1/7\n",
    "semicolons": MATRIX.replace(",", ";"),
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_judgments_are_read_however_they_are_laid_out(tmp_path, text):
    file = tmp_path / "judgments.csv"
    file.write_text(text, encoding="utf-8")
    found = ask("weights", file)
    assert [round(weight, 3) for weight in found["weights"]] == CAR
    assert (round(found["cr"], 4), found["ri"]) == (0.0738, 0.90)
    assert found["names"] == (["cost", "safety", "style", "capacity"] if "cost" in text else ["1", "2", "3", "4"])


def test_the_geometric_mean_gives_other_weights_of_its_own_name(tmp_path):
    file = tmp_path / "judgments.csv"
    file.write_text(MATRIX, encoding="utf-8")
    found = ask("weights", file, "--method", "geometric")
    assert found["method"] == "geometric"
    assert [round(weight, 3) for weight in found["weights"]] != CAR
    assert sum(found["weights"]) == pytest.approx(1)


@pytest.mark.parametrize(
    "text", ["1,2\n3,1\n", "1,2,3\n1,2\n", "1,x,2\n2,1,1\n1,1,1\n", "1,1/0\n1,1\n", "1,-2\n-1/2,1\n"]
)
def test_judgments_that_are_no_matrix_are_refused(tmp_path, text):
    file = tmp_path / "judgments.csv"
    file.write_text(text, encoding="utf-8")
    assert ask("weights", file, code=1)["refused"][0]["repair"]


def test_a_portfolio_is_decided_above_its_line(database_url):
    funding_works.store()
    found = ask("select", "works", "--limit", 1400)
    assert found["above_the_line"] == ["C/1", "M-1"]
    assert set(found["above_the_line"]) <= set(found["chosen"])
    assert found["cost"] <= 1400
    assert found["candidates"] == 4
    forced = ask("select", "works", "--limit", 1400, "--force-in", "Depot", "--value", "equal")
    assert "D 4" in forced["chosen"]
    broken = ask("select", "works", "--limit", 100)
    assert (broken["status"], broken["conflicts"][0]["above_the_line"]) == ("infeasible", 2)
    assert broken["conflicts"][0]["forced_in"] == 0
    words = CliRunner().invoke(app, ["select", "works", "--limit", "100"]).stdout
    assert "mandatory, committed and run work (2 projects) takes 900" in words
    assert "forced" not in words
    assert ask("frontier", "works")["steps"][0]["budget"] == 900
    ask("select", "nowhere", "--limit", 1, code=1)
    ask("select", "works", "--limit", 1400, "--force-out", "M-1", code=1)
    ask("select", "works", "--limit", 1400, "--force-in", "X", code=1)
