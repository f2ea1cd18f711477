"""The record is told as what it means for somebody who acts on the list, and never better than it is."""

import pytest

from models.slip_baselines import BASE_RATE, MODEL, REPORTED_RAG, TABLE
from ui.wording import slip_record as wording


def scores(**changes) -> dict[str, float | None]:
    told = {"precision_top": 0.77, "base_rate": 0.45, "auc": 0.778, "skill": 0.227}
    return {**told, "calibration_error": 0.036, "calibration_noise": 0.022, **changes}


def record(method: str = MODEL, **methods) -> dict:
    return {"method": method, "methods": methods or {MODEL: scores(), TABLE: scores(precision_top=0.57)}}


def one_for_all(**other) -> dict:
    methods = {MODEL: scores(precision_top=0.36, auc=0.42, skill=-0.1), TABLE: scores(), BASE_RATE: scores()}
    return {"method": BASE_RATE, "leading": MODEL, "methods": methods, **other}


def test_the_record_told_is_of_the_method_that_speaks():
    assert wording.told_of(record()) == MODEL
    assert wording.told_of(record(TABLE)) == TABLE
    assert wording.rejected(record()) == wording.rejected(record(TABLE)) == wording.one_chance(record()) == ""
    assert wording.told_of({"method": MODEL, "methods": {}}) == wording.told_of({}) == wording.rejected({}) == ""
    assert wording.titled(record(), "What was said") == "What was said"
    assert wording.beside(record()) == "All judged on the same predictions."


def test_where_one_chance_speaks_for_all_its_own_record_is_told_and_ranks_nobody():
    told = one_for_all()
    told["methods"][BASE_RATE] = scores(calibration_error=0.064, calibration_noise=0.029, calibration_slope=0.2)
    assert wording.one_chance(told) == (
        "Every project gets the same chance, so none is called most likely and none stands above another. What was "
        "said and what happened lie 6.4 percentage points apart on average, clearly more than chance alone would cause "
        "(2.9)."
    )
    assert wording.one_chance({"method": BASE_RATE, "methods": {}}) == ""


def test_what_is_told_of_a_rejected_method_bears_its_name():
    told = one_for_all()
    assert wording.told_of(told) == MODEL
    assert wording.told_of(one_for_all(leading=TABLE)) == TABLE
    assert wording.told_of(one_for_all(leading=BASE_RATE)) == wording.told_of(one_for_all(leading=None)) == MODEL
    assert wording.rejected(one_for_all(leading=TABLE)) == "the rejected table"
    assert wording.rejection(told).startswith("The rejected model gives no chance here")
    assert wording.titled(told, "What was said") == "The rejected model: what was said"
    assert "The same chance for all speaks" in wording.beside(told)
    assert wording.record_sentence(told) == (
        "Of 100 projects that the rejected model called most likely, 36 moved; picking blindly would have found 45."
    )


def test_what_was_found_stands_beside_picking_blindly_and_beside_the_reported_status():
    assert wording.record_sentence(record()) == (
        "Of 100 projects it called most likely, 77 moved; picking blindly would have found 45."
    )
    told = {MODEL: scores(), REPORTED_RAG: scores(precision_top=0.47)}
    assert wording.record_sentence({"method": MODEL, "methods": told}) == (
        "Of 100 projects it called most likely, 77 moved; reported status alone would have found 47, and picking "
        "blindly 45."
    )


def test_without_a_record_nothing_is_claimed():
    assert wording.record_sentence({}) == wording.calibration_sentence({}) == ""
    assert wording.record_sentence({"method": MODEL, "methods": {MODEL: scores(precision_top=None)}}) == ""
    assert wording.calibration_sentence({"method": MODEL, "methods": {MODEL: scores(calibration_error=None)}}) == ""


@pytest.mark.parametrize(
    ("auc", "said"),
    [
        (0.778, "A project that slipped stood above one that held 78 times in 100; by chance it would be 50."),
        (None, "Not known: all past cases ended alike."),
    ],
)
def test_ranking_is_told_as_times_in_a_hundred(auc, said):
    assert wording.ranking(auc) == said
    assert wording.ranks(auc) == ("–" if auc is None else "78 times in 100")


@pytest.mark.parametrize(
    ("skill", "figure", "sentence"),
    [
        (0.227, "By 23%", "Its error is 23% smaller than that of giving every project the same chance."),
        (0.0, "Not better", "Its error is not smaller than that of giving every project the same chance."),
        (-0.1, "Not better", "Its error is not smaller than that of giving every project the same chance."),
        (None, "–", "Not known: all past cases ended alike."),
    ],
)
def test_a_method_without_skill_is_not_called_better(skill, figure, sentence):
    assert (wording.gains(skill), wording.skill(skill)) == (figure, sentence)


def test_chances_that_are_off_by_more_than_chance_are_called_so():
    assert wording.calibration_sentence(record()) == (
        "What was said and what happened lie 3.6 percentage points apart on average, clearly more than chance alone "
        "would cause (2.2)."
    )
    said = {off: {"method": MODEL, "methods": {MODEL: scores(calibration_error=off)}} for off in (0.022, 0.025)}
    assert "no more than chance alone would cause (2.2)" in wording.calibration_sentence(said[0.022])
    assert "a little more than chance alone would cause (2.2)" in wording.calibration_sentence(said[0.025])


def test_chances_that_are_too_timid_or_too_sure_are_called_so():
    for slope, word in ((1.55, "timid"), (0.6, "sure")):
        told = {"method": MODEL, "methods": {MODEL: scores(calibration_slope=slope)}}
        assert wording.calibration_sentence(told).endswith(f"The chances were too {word}.")


def test_every_method_and_kind_of_project_has_words_of_its_own():
    for told in (wording.METHODS, wording.SEGMENTS):
        assert len(set(told.values())) == len(told)
        assert all(words[0].isupper() and "_" not in words for words in told.values())


def test_projects_not_met_before_are_told_apart():
    told = {"segments": {"new projects": {"n": 451, "auc": 0.628, "skill": 0.019}}}
    assert wording.newcomers(told) == (
        "For 451 cases of projects it had not met before it ranks 63 times in 100 right, and its error is 2% smaller "
        "than with one chance for all."
    )
    told["segments"]["new projects"]["skill"] = -0.1
    assert "not smaller" in wording.newcomers(told)
    assert wording.newcomers({"segments": {}}) == ""


def test_how_far_projects_slip_together_says_where_the_share_itself_is_unsure():
    assert wording.together({"method": MODEL, "correlation": 0.05}).endswith(
        "the common factor that past dates speak for has a correlation of 0.05."
    )
    assert wording.together({"method": BASE_RATE, "correlation": 0.09}).endswith(
        "the common factor that past dates speak for, with how unsure the past share itself is, has a correlation of "
        "0.09."
    )
