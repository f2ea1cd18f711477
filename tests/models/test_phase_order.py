"""The usual order of phases follows from how projects went through them."""

import pandas as pd

from models.history import evidence
from models.phase_order import next_phases


def frame(*courses):
    rows = [
        {"project_key": f"p{at}", "as_of": pd.Timestamp("2024-01-31") + pd.DateOffset(months=step), "phase": phase}
        for at, course in enumerate(courses)
        for step, phase in enumerate(course)
    ]
    return evidence(pd.DataFrame(rows).assign(forecast_finish=pd.Timestamp("2026-01-01")))


def test_the_phase_most_often_entered_comes_next_and_the_last_has_none():
    usual, short = ["design", "design", "tender", "build"], ["design", "build"]
    found = next_phases(frame(usual, usual, usual, short, short))
    assert found == {"design": "tender", "tender": "build"}


def test_a_way_taken_twice_or_as_often_back_is_not_usual():
    assert next_phases(frame(["a", "b"], ["a", "b"])) == {}
    there_and_back = [["a", "b"]] * 3 + [["b", "a"]] * 3
    assert next_phases(frame(*there_and_back)) == {}


def test_neither_an_empty_phase_nor_the_next_project_is_a_change():
    assert next_phases(frame(*[["a", None, "b"]] * 4)) == {}
    assert next_phases(frame(*[["a"], ["b"]] * 4)) == {}
