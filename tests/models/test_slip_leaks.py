"""A record too good to be true is told from a good one, and the input that knows the outcome is named."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from models import slip_leaks
from models.record import auc, interval_by_project
from models.slip_inputs import CATEGORICAL, NAMES, NUMERIC
from models.slip_leaks import COLUMN_OF, alone, is_too_good, most_telling
from tests.models.slip_cases import known_pairs

PAIRS = known_pairs()
SLIPPED = PAIRS["slipped"].to_numpy()


def scored(ranked, n=1_000, base_rate=0.4):
    return {"auc": ranked, "n": n, "base_rate": base_rate}


@pytest.mark.parametrize("name", NUMERIC)
@given(scale=some.sampled_from([-3.0, 0.01, 1.0, 500.0]), shape=some.sampled_from(["days", "code", "exp"]))
@settings(max_examples=6, deadline=None)
def test_a_monotone_copy_of_the_outcome_in_any_number_is_told_by_name(name, scale, shape):
    moved = PAIRS["moved_days"].to_numpy(dtype=float)
    copy = {"days": moved, "code": SLIPPED.astype(float), "exp": np.exp(moved / 100)}[shape]
    told = most_telling(PAIRS.assign(**{name: scale * copy + 7}))
    assert (told.name, told.auc) == (name, 1.0)


@pytest.mark.parametrize("name", CATEGORICAL)
@given(words=some.lists(some.text(min_size=1), min_size=2, max_size=8, unique=True), seed=some.integers(0, 99))
@settings(max_examples=10, deadline=None)
def test_a_word_coded_copy_of_the_outcome_is_told_by_name(name, words, seed):
    random, half = np.random.default_rng(seed), len(words) // 2
    of_slips, of_holds = random.integers(0, half, len(PAIRS)), random.integers(half, len(words), len(PAIRS))
    said = np.array(words, dtype=object)[np.where(SLIPPED, of_slips, of_holds)]
    told = most_telling(PAIRS.assign(**{name: pd.Series(said).astype("category")}))
    assert (told.name, told.column) == (name, name)
    assert told.auc > 0.99


@pytest.mark.parametrize("name", ["percent_complete", "days_to_next_gate", "rag_overall"])
@pytest.mark.parametrize("code", ["filled in only where it held", "both ends mean slipped"])
def test_a_copy_that_no_order_tells_is_told_all_the_same(name, code):
    random = np.random.default_rng(5)
    if code.startswith("filled"):
        copy = np.where(SLIPPED, np.nan, random.normal(size=len(PAIRS)))
    else:
        copy = np.where(SLIPPED, random.choice([1.0, 5.0], len(PAIRS)), 3.0)
    told = most_telling(PAIRS.assign(**{name: copy}))
    assert told.name == name
    assert told.auc > 0.99


def test_a_level_of_one_project_alone_does_not_boast():
    by_project = PAIRS["project_key"].astype(str) + np.where(SLIPPED, " late", " well")
    rated = alone(PAIRS.assign(department=by_project.astype("category"))).set_index("input")["auc"]
    assert rated["department"] < 0.55


def test_a_number_known_of_few_rows_does_not_boast():
    few = np.where(np.arange(len(PAIRS)) % 50 == 0, SLIPPED.astype(float), np.nan)
    rated = alone(PAIRS.assign(days_to_next_gate=few)).set_index("input")["auc"]
    assert rated["days_to_next_gate"] < 0.6


def test_an_honest_history_has_no_input_that_tells_all():
    assert alone(PAIRS)["auc"].max() < slip_leaks.SUSPECT


def test_outcomes_of_one_kind_name_nothing():
    assert most_telling(PAIRS.loc[PAIRS["slipped"]]) is None
    assert most_telling(PAIRS.head(0)) is None


def test_only_a_record_beyond_what_anybody_reaches_is_suspected():
    assert is_too_good(scored(0.91), (0.89, 0.93))
    assert is_too_good(scored(1.0))
    assert is_too_good(scored(0.93))
    assert not is_too_good(scored(0.90), (0.89, 0.91))
    assert not is_too_good(scored(0.85))
    assert not is_too_good(scored(None))
    assert not is_too_good({})


def test_few_outcomes_or_a_wide_interval_accuse_nobody():
    assert not is_too_good(scored(1.0, n=60), (1.0, 1.0)), "24 slips"
    assert not is_too_good(scored(1.0, n=300, base_rate=0.95), (1.0, 1.0)), "15 held"
    assert not is_too_good(scored(0.92), (0.83, 0.97))
    assert not is_too_good(scored(0.92, n=90))


def test_small_portfolios_whose_chances_are_honest_are_not_accused_by_chance():
    accused = 0
    for seed in range(60):
        random = np.random.default_rng(seed)
        project = np.repeat(np.arange(20), 12)
        chance = 1 / (1 + np.exp(-random.normal(0, 1.8, 20)[project]))
        slips = random.random(len(project)) < chance
        record = scored(auc(slips, chance), len(slips), slips.mean())
        ends = interval_by_project(slips, pd.Series(chance), pd.Series(project), 100)["auc"]
        accused += is_too_good(record, ends)
    assert accused <= 1


def test_every_column_named_stands_behind_an_input():
    assert set(COLUMN_OF) <= set(NAMES)
    assert {name for name in NAMES if COLUMN_OF.get(name) == name} == {
        "phase",
        "category",
        "department",
        "percent_complete",
        "rag_overall",
        "rag_schedule",
    }
