"""The gate lets a method speak by its record alone."""

from dataclasses import dataclass

import pytest

from models import slip_gate
from models.slip_baselines import BASE_RATE, MODEL, TABLE
from models.slip_gate import MINIMUM_OUTCOME_DATES, MINIMUM_PAIRS, REASONS, gate


@dataclass(frozen=True)
class Skills:
    """Skills against the base rate known afterwards and known at the time."""

    skill: float
    skill_known: float


def scores(**skills):
    names = {"model": MODEL, "table": TABLE}
    return {names[name]: Skills(*(both if isinstance(both, tuple) else (both, both))) for name, both in skills.items()}


@pytest.mark.parametrize(
    ("told", "method", "reason"),
    [
        (scores(model=0.3, table=0.2), MODEL, slip_gate.MODEL_BEST),
        (scores(model=0.2, table=0.2), MODEL, slip_gate.MODEL_BEST),
        (scores(model=0.1, table=0.2), TABLE, slip_gate.TABLE_BETTER),
        (scores(table=0.2), TABLE, slip_gate.TABLE_ONLY),
        (scores(model=0.1, table=-0.2), MODEL, slip_gate.MODEL_BEST),
        (scores(model=0.0, table=0.0), BASE_RATE, slip_gate.NO_SKILL),
        (scores(model=(0.3, -0.1), table=0.1), TABLE, slip_gate.TABLE_BETTER),
        (scores(model=(-0.1, 0.3), table=(-0.1, 0.3)), BASE_RATE, slip_gate.NO_SKILL),
        (scores(model=float("nan"), table=0.1), TABLE, slip_gate.TABLE_BETTER),
        ({}, BASE_RATE, slip_gate.NO_RECORD),
    ],
)
def test_the_best_method_with_skill_may_speak(told, method, reason):
    made = gate(told, MINIMUM_PAIRS, MINIMUM_OUTCOME_DATES)
    assert (made.method, made.reason) == (method, reason)


@pytest.mark.parametrize(
    ("pairs", "dates"), [(MINIMUM_PAIRS - 1, MINIMUM_OUTCOME_DATES), (MINIMUM_PAIRS, MINIMUM_OUTCOME_DATES - 1)]
)
def test_with_too_little_history_none_may_speak(pairs, dates):
    made = gate(scores(model=0.9, table=0.9), pairs, dates)
    assert (made.method, made.reason) == ("", slip_gate.TOO_FEW)


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_a_sentence(reason):
    sentence = slip_gate.Gate("", reason).sentence
    assert sentence[0].isupper()
    assert sentence.endswith(".")
