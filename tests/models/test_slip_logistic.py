"""The five-feature logistic is a fair rival: it answers for every state, from what there is."""

import numpy as np
import pytest

from models import record, slip_logistic
from tests.models.slip_cases import emptied, known_pairs


@pytest.fixture(scope="module")
def pairs():
    return known_pairs(projects=24)


def test_it_finds_a_signal_in_the_phase(pairs):
    others = known_pairs(projects=24, seed=8)
    assert record.auc(others["slipped"], slip_logistic.fit(pairs).predict(others)["probability"]) > 0.75


def test_every_state_has_a_chance_on_its_own_index(pairs):
    model = slip_logistic.fit(pairs)
    for states in (pairs.iloc[3:7], emptied(pairs.head(3)), pairs.head(2).assign(phase="new"), pairs.head(0)):
        said = model.predict(states)["probability"]
        assert said.index.equals(states.index)
        assert said.between(0, 1).all()


def test_a_placeholder_date_counts_as_twenty_years(pairs):
    model, one = slip_logistic.fit(pairs), pairs.head(1)
    far, twenty = (model.predict(one.assign(time_left_days=days))["probability"].iloc[0] for days in (1e6, 7_305))
    assert far == twenty


def test_numbers_that_are_missing_throughout_are_left_out(pairs):
    gone = pairs.assign(last_move_days=np.nan, usual_gap_days=np.nan, elapsed_share=np.nan)
    assert slip_logistic.fit(gone).predict(gone)["probability"].between(0, 1).all()


def test_outcomes_of_one_kind_are_refused(pairs):
    with pytest.raises(ValueError, match="class"):
        slip_logistic.fit(pairs.assign(slipped=True))
