"""What two people change at once: nobody's change is lost, and nobody writes over what they have not seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services import access, merging, portfolios
from services.access import local_user
from services.merging import ChangedMeanwhile

VALUES = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2), min_size=4, max_size=4)


@given(VALUES, VALUES, VALUES)
def test_every_value_is_as_its_last_changer_left_it_or_both_are_shown(seen, held, wanted):
    fought_over = {key for key in seen if len({seen[key], held[key], wanted[key]}) == 3}
    if fought_over:
        with pytest.raises(ChangedMeanwhile) as refused:
            merging.changes("It", seen, held, wanted, {})
        assert {clash.key for clash in refused.value.clashes} == fought_over
        return
    written = merging.changes("It", seen, held, wanted, {})
    after = {**held, **written}
    for key in seen:
        changers = [values[key] for values in (held, wanted) if values[key] != seen[key]]
        assert all(after[key] == value for value in changers)


@pytest.fixture
def city(database_url):
    return portfolios.create(local_user(), "city", "City", "USD")


def change(seen, **values):
    return portfolios.change(local_user(), access.scope(local_user(), "city"), seen=seen, **values)


def test_two_who_set_different_thresholds_from_the_same_page_keep_both(city):
    first = {**city.thresholds, "schedule_amber_days": 20.0}
    second = {**city.thresholds, "cost_amber_percent": 8.0}
    change(city, thresholds=first)
    after = change(city, thresholds=second).thresholds
    assert (after["schedule_amber_days"], after["cost_amber_percent"]) == (20.0, 8.0)


def test_two_who_set_the_same_threshold_see_both_values_and_the_first_stands(city):
    change(city, thresholds={**city.thresholds, "schedule_amber_days": 20.0})
    with pytest.raises(ChangedMeanwhile, match=r"schedule amber days is 20\.0 now, and you set 25\.0"):
        change(city, thresholds={**city.thresholds, "schedule_amber_days": 25.0})
    now = portfolios.facts(access.scope(local_user(), "city"))
    assert now.thresholds["schedule_amber_days"] == 20.0
    assert change(now, thresholds={"schedule_amber_days": 25.0}).thresholds["schedule_amber_days"] == 25.0


def test_a_name_set_by_two_is_shown_to_the_second(city):
    change(city, name="Town")
    with pytest.raises(ChangedMeanwhile, match="name is Town now, and you set Village"):
        change(city, name="Village")
    assert change(city, name="City").name == "Town"
