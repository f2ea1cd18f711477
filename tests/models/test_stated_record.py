import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from models.stated_record import effective_outcomes, record, wilson


def pairs(group="Water", said=1.0, projects=5, each=4, slipped=0.5, key="P"):
    """Return outcomes of a group: the first of them slipped by 60 days, the others not at all."""
    n = projects * each
    moved = np.where(np.arange(n) < slipped * n, 60.0, 0.0)
    keys = [f"{key}{group}{number % projects}" for number in range(n)]
    return pd.DataFrame({"project_key": keys, "group": group, "said": said, "moved_days": moved, "slipped": moved > 30})


def line(told, group, stated):
    rows = told.groups
    return rows[(rows["group"] == group) & (rows["stated"] == stated)].iloc[0]


def test_shares_are_told_for_green_and_for_amber_or_red_apart():
    told = record(pd.concat([pairs(slipped=0.25), pairs(said=5.0, slipped=0.75, key="Q")]))
    assert (line(told, "Water", "green")["share"], line(told, "Water", "amber or red")["share"]) == (0.25, 0.75)
    assert (line(told, "", "all")["outcomes"], line(told, "", "all")["projects"], line(told, "", "all")["moved"]) == (
        40,
        10,
        20,
    )


def test_amber_to_green_is_green_and_amber_is_not():
    told = record(pd.concat([pairs(said=2.0), pairs(said=3.0, key="Q")]))
    assert line(told, "Water", "green")["outcomes"] == line(told, "Water", "amber or red")["outcomes"] == 20


def test_groups_under_ten_outcomes_or_three_projects_are_counted_together():
    small = [
        pairs("Parks", each=1, projects=9),
        pairs("Roads", projects=2, each=20),
        pairs("Docks", each=1, projects=3),
    ]
    told = record(pd.concat([pairs(), *small]), others="The rest")
    assert told.too_few == ("Docks", "Parks", "Roads")
    assert (told.others, line(told, "The rest", "all")["outcomes"]) == ("The rest", 52)
    assert set(told.groups["group"]) == {"", "Water", "The rest"}


def test_too_few_even_together_are_named_and_not_shown():
    told = record(pd.concat([pairs(), pairs("Parks", each=1, projects=3)]))
    assert (told.too_few, told.others) == (("Parks",), "")


def test_a_status_with_too_few_outcomes_has_no_line():
    told = record(pd.concat([pairs(), pairs(said=5.0, each=1, projects=9, key="Q")]))
    assert set(told.groups.loc[told.groups["group"] == "Water", "stated"]) == {"all", "green"}


def test_without_any_status_the_stated_finishes_alone_are_told():
    told = record(pairs(said=np.nan))
    assert told.groups["stated"].tolist() == ["all", "all"]


def test_the_typical_move_lies_in_its_interval():
    one = line(record(pairs(slipped=0.75)), "Water", "all")
    assert one["days_low"] <= one["days"] == 60 <= one["days_high"]


def test_nothing_known_gives_no_lines():
    told = record(pairs().head(0))
    assert told.groups.empty
    assert told.too_few == ()


def test_the_interval_is_the_one_of_wilson():
    known = binomtest(7, 20).proportion_ci(0.9, method="wilson")
    assert wilson(7 / 20, 20, 0.9) == pytest.approx((known.low, known.high))
    assert wilson(0.0, 5)[0] == 0
    assert wilson(0.0, 5)[1] > 0.2


def test_outcomes_that_agree_within_projects_are_worth_the_projects():
    alike = np.repeat([1, 0, 1, 0, 1, 0, 1, 0], 10)
    assert effective_outcomes(alike, np.repeat(np.arange(8), 10)) == pytest.approx(7.0)


def test_outcomes_of_a_project_each_are_worth_themselves():
    assert effective_outcomes([1, 0, 1, 0], [1, 2, 3, 4]) == pytest.approx(3.0, abs=1.0)
    mixed = np.tile([1, 0], 40)
    assert effective_outcomes(mixed, np.repeat(np.arange(8), 10)) == 80


def test_where_all_ended_alike_only_the_projects_count():
    assert effective_outcomes([0] * 50, [1] * 25 + [2] * 25) == 2


def test_the_same_outcomes_always_give_the_same_intervals():
    pd.testing.assert_frame_equal(record(pairs()).groups, record(pairs()).groups)


def test_the_interval_holds_the_truth_about_nine_times_in_ten_where_projects_differ():
    random = np.random.default_rng(7)
    held = 0
    for _ in range(300):
        chances = random.beta(2, 2, 25)
        slipped = random.random((25, 12)) < chances[:, None]
        codes = np.repeat(np.arange(25), 12)
        low, high = wilson(slipped.mean(), effective_outcomes(slipped.ravel(), codes))
        held += low <= 0.5 <= high
    assert 0.84 < held / 300 < 0.95
