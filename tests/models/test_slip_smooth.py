"""The smooth regression holds its terms in bounds and is nothing but numbers."""

import numpy as np
import pytest

from models.slip_smooth import USUAL, SmoothLogistic, fit_smooth
from models.slip_terms import CORE, NARROW, WIDE
from tests.models.slip_cases import emptied, training


@pytest.fixture(scope="module")
def pairs():
    return training()


def fitted(pairs, names=CORE, penalty=3.0):
    return fit_smooth(pairs, pairs["exposure_days"].to_numpy(), names, penalty)


def said(model, states):
    return model.log_odds(states, np.full(len(states), 30.0))


@pytest.mark.parametrize("names", [NARROW, CORE, WIDE], ids=["narrow", "core", "wide"])
def test_the_mean_chance_is_the_rate_of_the_pairs(pairs, names):
    told = fitted(pairs, names).log_odds(pairs, pairs["exposure_days"].to_numpy())
    assert (1 / (1 + np.exp(-told))).mean() == pytest.approx(pairs["slipped"].mean(), abs=0.005)


def test_a_stronger_penalty_tells_states_less_apart(pairs):
    spread = [said(fitted(pairs, penalty=penalty), pairs).std() for penalty in (0.1, 3, 100, 1e6)]
    assert spread == sorted(spread, reverse=True)
    assert spread[-1] < 0.01


def test_the_phase_that_slips_more_has_the_higher_chance(pairs):
    model, states = fitted(pairs), pairs.head(20)
    assert (said(model, states.assign(phase="design")) > said(model, states.assign(phase="construction"))).all()


def test_missing_inputs_levels_never_seen_and_placeholder_dates_do_not_carry_it_away(pairs):
    model = fitted(pairs, WIDE)
    for states in (emptied(pairs.head(4)), pairs.head(4).assign(phase="never seen", time_left_days=1e7)):
        told = said(model, states)
        assert np.isfinite(told).all()
        assert (np.abs(told) < 15).all()


def test_a_term_that_never_varies_or_hardly_occurs_is_left_out(pairs):
    rare = pairs.assign(rag_overall=3.0, spi_t=np.where(np.arange(len(pairs)) < 5, 1.1, np.nan))
    kept = {scale.name for scale in fitted(rare, WIDE).scales}
    assert not kept & {"rag_overall", "spi_t"}


def test_pairs_without_any_term_give_their_rate(pairs):
    bare = emptied(pairs)
    told = said(fitted(bare, ("rag_overall",)), bare)
    assert 1 / (1 + np.exp(-told)) == pytest.approx(pairs["slipped"].mean(), abs=1e-3)


def test_the_regression_survives_being_told_as_plain_values(pairs):
    model = fitted(pairs, WIDE)
    again = SmoothLogistic.from_dict(model.as_dict())
    np.testing.assert_array_equal(said(model, pairs), said(again, pairs))


def beside(pairs, usual):
    return fitted(pairs.assign(**{USUAL: usual}))


def test_a_rare_slip_learnt_beside_the_usual_one_keeps_its_own_rate(pairs):
    rare = pairs.assign(slipped=pairs["slipped"] & (np.arange(len(pairs)) % 3 == 0))
    told = beside(rare, pairs["slipped"]).log_odds(rare, rare["exposure_days"].to_numpy())
    assert (1 / (1 + np.exp(-told))).mean() == pytest.approx(rare["slipped"].mean(), abs=0.005)
    assert 0 < rare["slipped"].mean() < pairs["slipped"].mean()


def test_a_rare_slip_without_an_order_of_its_own_takes_that_of_the_usual_one(pairs):
    random = np.random.default_rng(1)
    rare = pairs.assign(slipped=pairs["slipped"] & (random.random(len(pairs)) < 0.2))
    usual = said(fitted(pairs), pairs)
    alone, helped = (said(model, pairs) for model in (fitted(rare), beside(rare, pairs["slipped"])))
    assert np.corrcoef(helped, usual)[0, 1] > np.corrcoef(alone, usual)[0, 1]


def test_a_rare_slip_with_an_order_of_its_own_keeps_it(pairs):
    against = pairs.assign(slipped=pairs["phase"] == "construction", moved=pairs["phase"] == "design")
    model, states = beside(against, against["moved"]), pairs.head(20)
    assert (said(model, states.assign(phase="construction")) > said(model, states.assign(phase="design"))).all()
