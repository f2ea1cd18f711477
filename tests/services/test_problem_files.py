"""Selections stated by a program: read exactly, solved as every choice tried by hand, refused with every place."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from data_access.intake.findings import FileRefused
from services import problem_files, selecting
from tests.services import stated_cases

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs" / "cli" / "problem.schema.json").read_text("utf-8"))
PLAIN = {
    "projects": [
        {"key": "A", "value": 8, "costs": {"X": 5, "Y": 1}, "contributions": {"SAFETY": 3}},
        {"key": "B", "value": 11, "costs": {"X": 7}},
        {"key": "C", "value": 6, "costs": {"X": 4, "FREE": 2}, "contributions": {"SAFETY": 1}},
    ],
    "limits": {"X": 11, "Y": 2},
}


def read(folder: Path, content: object):
    path = folder / "problem.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return problem_files.read(path)


def chosen(folder: Path, **changed) -> dict:
    return selecting.select(read(folder, PLAIN | changed))


def documented(content: object) -> bool:
    return jsonschema.Draft202012Validator(SCHEMA).is_valid(content)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stated_cases.stated())
def test_the_answer_is_the_best_of_all_choices_tried_by_hand(tmp_path, stated):
    assert documented(stated)
    best = stated_cases.best_by_hand(stated)
    found = selecting.select(read(tmp_path, stated))
    if best is None:
        assert (found["status"], found["value"], found["bound"]) == ("infeasible", None, None)
    else:
        assert (found["status"], found["value"]) == ("optimal", pytest.approx(float(best), abs=1e-9))


def test_every_example_of_the_schema_is_read_and_documented(tmp_path):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    rules = SCHEMA["properties"]["rules"]["items"]["oneOf"]
    for rule in rules:
        for example in rule["examples"]:
            stated = PLAIN | {"rules": [example]}
            assert documented(stated), example
            read(tmp_path, stated)
    for example in SCHEMA["examples"]:
        assert documented(example)
        assert selecting.select(read(tmp_path, example))["status"] == "optimal"
    assert len(rules) == 11


def test_amounts_are_taken_to_the_last_digit(tmp_path):
    projects = [{"key": key, "value": 1, "costs": {"X": cost}} for key, cost in (("A", 0.1), ("B", 0.2), ("C", 0.3))]
    assert chosen(tmp_path, projects=projects, limits={"X": 0.3})["chosen"] == ["A", "B"]
    assert len(chosen(tmp_path, projects=projects, limits={"X": 0.299999999})["chosen"]) == 1
    large = '{"projects": [{"key": "A", "value": 1, "costs": {"X": 8000000000000000001}}], "limits": {"X": %s}}'
    assert selecting.select(read(tmp_path, large % "8000000000000000001"))["chosen"] == ["A"]
    assert selecting.select(read(tmp_path, large % "8000000000000000000"))["chosen"] == []


def test_costs_without_a_limit_are_counted_and_not_limited(tmp_path):
    found = chosen(tmp_path)
    assert found["chosen"] == ["B", "C"]
    assert found["costs"] == {"X": 11, "Y": 0, "FREE": 2}
    assert found["cost"] is None
    assert chosen(tmp_path, total=11)["cost"] == 7


def test_an_option_is_told_by_its_name_and_a_project_counts_once(tmp_path):
    rules = [{"type": "partial", "project": "A", "levels": [0.5, 1]}, {"type": "in", "project": "A"}]
    found = chosen(tmp_path, rules=rules, limits={"X": 9.5})
    assert (found["chosen"], found["options"], found["value"]) == (["A", "B"], {"A": "50%"}, 15)
    assert (found["candidates"], found["share"]) == (3, 15 / 25)
    assert chosen(tmp_path, rules=[rules[0], {"type": "out", "project": "A"}], limits={"X": 20})["options"] == {}


def test_a_share_of_an_objective_that_a_part_reaches_exactly_is_reached(tmp_path):
    projects = [
        {"key": "A", "value": 5, "costs": {"Y": 1}, "contributions": {"G": 3}},
        {"key": "B", "value": 4, "costs": {"Y": 1}, "contributions": {"G": 2}},
    ]
    half = {"type": "partial", "project": "A", "levels": [0.5]}
    for least, found in ((0.7, ["A", "B"]), (0.700001, [])):
        rules = [half, {"type": "objective", "objective": "G", "min_share": least}]
        assert chosen(tmp_path, projects=projects, limits={"Y": 1.5}, rules=rules)["chosen"] == found


def test_a_level_with_too_many_decimals_is_refused_for_that_alone(tmp_path):
    with pytest.raises(FileRefused) as refused:
        chosen(tmp_path, rules=[{"type": "partial", "project": "A", "levels": [0.3333333333333333]}])
    assert [one.column for one in refused.value.refusals] == ["rules[0].levels[0]"]


def test_a_part_never_costs_less_than_its_share(tmp_path):
    rules = [{"type": "partial", "project": "A", "levels": [0.333333333]}]
    assert chosen(tmp_path, rules=rules, limits={"X": 1.666666, "Y": 1})["options"] == {}
    assert chosen(tmp_path, rules=rules, limits={"X": 1.666667, "Y": 1})["options"] == {"A": "33.3333333%"}


def test_what_is_in_conflict_is_named_with_the_ways_out(tmp_path):
    rules = [{"type": "group", "name": "Bridges", "projects": ["A", "B"], "of": "count", "min": 2}]
    found = chosen(tmp_path, rules=rules)
    assert found["status"] == "infeasible"
    told = {(one["kind"], one["name"], one["bound"]) for one in found["in_conflict"]}
    assert told == {("at_least", "Bridges", 2), ("limit", "X", 11)}
    assert found["smallest"] is True
    ways = {(way["name"], way["new_bound"], way["change"], way["enough"]) for way in found["ways_out"]}
    assert ways == {("X", 12, 1, True), ("Bridges", 1, 1, True)}


def test_a_frontier_moves_one_limit_and_holds_the_others(tmp_path):
    found = selecting.frontier(read(tmp_path, PLAIN), along="X")
    assert [(step["budget"], step["value"]) for step in found["steps"]] == [
        (0, 0), (4, 6), (5, 8), (7, 11), (9, 14), (11, 17), (12, 19), (16, 25),
    ]  # fmt: skip
    held = selecting.frontier(read(tmp_path, PLAIN | {"limits": {"X": 11, "Y": 0}}), along="X")
    assert [step["budget"] for step in held["steps"]] == [0, 4, 7, 11]


WRONG = [
    ({"projects": {}}, "projects", "not a list"),
    ({"projects": []}, "projects", "at least 1"),
    ({"projects": [7]}, "projects[0]", "not an object"),
    ({"projects": [{"key": "A", "value": 1}]}, "projects[0]", 'no "costs"'),
    ({"projects": [{"key": "A", "value": 1, "costs": {}, "cost": 4}]}, "projects[0].cost", "not known"),
    ({"projects": [{"key": "A", "value": True, "costs": {}}]}, "projects[0].value", "not a number"),
    ({"projects": [{"key": "A", "value": 0, "costs": {}}]}, "projects", "above zero"),
    ({"projects": [{"key": "", "value": 1, "costs": {}}]}, "projects[0].key", "not a text"),
    ({"projects": [{"key": "A", "value": 1, "costs": {"CAPEX 27": "5"}}]}, 'projects[0].costs["CAPEX 27"]', "number"),
    ({"projects": [{"key": "A", "value": 1, "costs": {"X": -5}}]}, "projects[0].costs.X", "below zero"),
    ({"projects": [PLAIN["projects"][0], PLAIN["projects"][0]]}, "projects[1].key", "twice"),
    ({"limits": [5]}, "limits", "not an object"),
    ({"limits": {"X": 1e19}}, "limits.X", "too large"),
    ({"limits": {"X": 0.0123456789}}, "limits.X", "9 decimals"),
    ({"limits": {"X": 9000000000, "Y": 0.0000000001}}, "limits.Y", "9 decimals"),
    ({"limits": {"X": 9999999999, "Y": 0.000000001}}, "", "more than can be counted"),
    ({"budget": 5}, "budget", "not known"),
    ({"total": None}, "total", "not a number"),
    ({"rules": ["in A"]}, "rules[0]", "not an object"),
    ({"rules": [{"type": "maybe"}]}, "rules[0].type", "not known"),
    ({"rules": [{"project": "A"}]}, "rules[0].type", "not known"),
    ({"rules": [{"type": "in", "project": "Z"}]}, "rules[0].project", "no such project"),
    ({"rules": [{"type": "in", "project": "A", "reason": 4}]}, "rules[0].reason", "not a text"),
    ({"rules": [{"type": "in", "project": "A"}, {"type": "out", "project": "A"}]}, "rules[1].project", "opposite"),
    ({"rules": [{"type": "requires", "project": "A", "needs": "A"}]}, "rules[0].needs", "itself"),
    ({"rules": [{"type": "excludes", "projects": ["A"]}]}, "rules[0].projects", "at least 2"),
    ({"rules": [{"type": "same", "projects": ["A", "A"]}]}, "rules[0].projects[1]", "named twice"),
    ({"rules": [{"type": "at_most", "count": 1.5}]}, "rules[0].count", "whole"),
    ({"rules": [{"type": "objective", "objective": "ART", "min_share": 0.1}]}, "rules[0].objective", "contributes"),
    ({"rules": [{"type": "objective", "objective": "SAFETY", "min_share": 30}]}, "rules[0].min_share", "between"),
    ({"rules": [{"type": "group", "name": "G", "projects": ["A"], "of": "X"}]}, "rules[0]", "neither min nor max"),
    ({"rules": [{"type": "group", "name": "G", "projects": ["A"], "of": "Z", "max": 1}]}, "rules[0].of", "no such"),
    (
        {"rules": [{"type": "group", "name": "G", "projects": ["A"], "of": "X", "min": 2, "max": 1}]},
        "rules[0].min",
        "above the most",
    ),
    ({"rules": [{"type": "partial", "project": "A", "levels": [0]}]}, "rules[0].levels[0]", "above 0"),
    ({"rules": [{"type": "partial", "project": "A", "levels": [1, 1.0]}]}, "rules[0].levels", "names"),
    (
        {"rules": [{"type": "partial", "project": "A", "levels": [1]}] * 2},
        "rules[1].project",
        "options already",
    ),
    (
        {"rules": [{"type": "start", "project": "A", "options": [{"name": "late"}]}]},
        "rules[0].options[0]",
        'no "costs"',
    ),
]


@pytest.mark.parametrize(("changed", "place", "rule"), WRONG, ids=[f"{place} {rule}" for _, place, rule in WRONG])
def test_what_is_wrong_is_refused_by_its_path_with_a_repair(tmp_path, changed, place, rule):
    with pytest.raises(FileRefused) as refused:
        read(tmp_path, PLAIN | changed)
    first = refused.value.refusals[0]
    assert first.column == place
    assert rule in first.rule
    assert first.repair


def test_everything_wrong_is_told_at_once(tmp_path):
    rules = [{"type": "in", "project": "Z"}, {"type": "at_most", "count": -1}]
    projects = [{"key": "A", "value": "8", "costs": {"X": -1}}, *PLAIN["projects"][1:]]
    with pytest.raises(FileRefused) as refused:
        read(tmp_path, {"projects": projects, "limits": {"X": "11"}, "rules": rules, "more": 1})
    assert [one.column for one in refused.value.refusals] == [
        "more", "projects[0].value", "projects[0].costs.X", "limits.X", "rules[0].project", "rules[1].count",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "row", "rule"),
    [
        ('{"projects": [\n}', 2, "not JSON"),
        ('{"projects": [], "projects": [], "limits": {}}', 0, "given twice"),
        ('{"projects": [{"key": "A", "value": NaN, "costs": {}}], "limits": {}}', 0, "not a number"),
        ("[" * 100_000, 0, "nested too deep"),
        ('{"limits": {"X": ' + "9" * 5_000 + "}}", 0, "too long"),
    ],
)
def test_a_text_that_is_no_such_file_is_refused(tmp_path, text, row, rule):
    with pytest.raises(FileRefused) as refused:
        read(tmp_path, text)
    assert any(one.row == row and rule in one.rule for one in refused.value.refusals)


def test_options_are_told_apart_from_projects(tmp_path):
    projects = [*PLAIN["projects"], {"key": "A|none", "value": 1, "costs": {}}]
    with pytest.raises(FileRefused, match="key of another"):
        read(tmp_path, PLAIN | {"projects": projects, "rules": [{"type": "partial", "project": "A", "levels": [1]}]})


def test_a_frontier_lists_a_step_however_close_the_next_one_is(tmp_path):
    rows = [(14, 1), (18, 8), (17.76, 6.362), (6.03, 1), (12.12, 0), (6.91, 6.298), (5, 7.043)]
    projects = [{"key": f"P{i}", "value": value, "costs": {"X": cost}} for i, (value, cost) in enumerate(rows)]
    stated = {"projects": projects, "limits": {"X": 17.723}, "rules": [{"type": "at_most", "count": 6}]}
    found = selecting.frontier(read(tmp_path, stated), along="X")
    assert found["status"] == "optimal"
    assert [(step["budget"], step["value"]) for step in found["steps"][2:5]] == [
        (2, pytest.approx(32.15)),
        (7.298, pytest.approx(33.03)),
        (7.362, pytest.approx(43.88)),
    ]


def test_a_frontier_is_optimal_only_where_every_step_is_proven(tmp_path, monkeypatch):
    rules = [{"type": "at_most", "count": 2}]
    stated = read(tmp_path, PLAIN | {"rules": rules, "limits": {"X": 11, "Y": 20}})
    assert selecting.frontier(stated, along="X")["status"] == "optimal"
    monkeypatch.setattr(selecting, "UNTIL_TIME_IS_UP", 2)
    short = selecting.frontier(stated, along="X")
    assert short["status"] == "feasible"
    assert selecting.frontier(stated, along="X", until=0)["status"] == "optimal"
