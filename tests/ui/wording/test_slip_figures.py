"""The figures at the head of the page say how sure they are, and what they were on projects not met before."""

from models.slip_baselines import BASE_RATE, MODEL, TABLE
from ui.wording import slip_figures as wording


def scores(**changes) -> dict[str, float | None]:
    told = {"precision_top": 0.78, "base_rate": 0.45, "auc": 0.787, "skill": 0.238}
    return {**told, "calibration_error": 0.036, "calibration_noise": 0.022, **changes}


def record(**changes) -> dict:
    new = scores(precision_top=0.68, base_rate=0.41, auc=0.628, skill=0.019)
    return {
        "method": MODEL,
        "leading": MODEL,
        "methods": {MODEL: scores(), TABLE: scores(precision_top=0.6), BASE_RATE: scores(calibration_error=0.102)},
        "intervals": {"auc": [0.752, 0.82], "skill": [0.17, 0.301]},
        "segments": {"new projects": new},
        **changes,
    }


def notes(told: dict) -> list[str]:
    return [one.note for one in wording.record_figures(told)]


def test_each_figure_carries_its_interval_and_what_it_was_on_projects_not_met_before():
    assert notes(record()) == [
        "against 45% of all. Projects it had not met: 68% against 41%.",
        "75 to 82 nine times in ten, 50 by chance. Projects it had not met: 63.",
        "17% to 30% nine times in ten. Projects it had not met: 2%.",
    ]
    assert [one.value for one in wording.record_figures(record())] == ["78% moved", "79 times in 100", "By 24%"]


def test_a_method_that_gained_nothing_on_new_projects_is_not_spared():
    new = scores(precision_top=None, auc=None, skill=-0.2)
    told = notes(record(segments={"new projects": new}, intervals={"auc": [0.7, 0.8], "skill": [-0.04, 0.1]}))
    assert told[0] == "against 45% of all"
    assert told[1] == "70 to 80 nine times in ten, 50 by chance"
    assert told[2] == "−4% to 10% nine times in ten. Projects it had not met: not better."


def test_at_past_dates_without_intervals_the_figures_say_what_they_are_measured_by():
    expected = ["against 45% of all", "50 by chance, 100 perfect", "smaller error; 100% would be perfect"]
    assert notes(record(segments={}, intervals={})) == expected
    assert notes(record(segments={}, intervals={"auc": [None, None], "skill": [None, None]})) == expected


def test_intervals_of_another_method_are_not_lent_to_the_one_that_speaks():
    assert notes(record(leading=TABLE)) == notes(record(segments={}, intervals={}))


def test_where_one_chance_speaks_for_all_nobody_is_called_most_likely():
    own, rejected = wording.record_figures(record(method=BASE_RATE))
    assert (own.label, own.value) == ("The one chance was off by", "10.2 points")
    assert own.note == "on average at past dates; chance alone would cause 2.2"
    assert (rejected.label, rejected.value) == ("The rejected model ranked right", "79 times in 100")
    assert rejected.note == "50 by chance, 100 perfect"
    assert rejected.help.startswith("It gives no chance here: its error is")


def test_a_rejected_method_that_ranks_but_errs_is_told_to_err():
    told = record(method=BASE_RATE)
    told["methods"][MODEL] = scores(auc=0.62, skill=-0.06)
    assert wording.record_figures(told)[1].note == "50 by chance, but its error is no smaller"


def test_without_a_record_there_is_no_figure():
    assert wording.record_figures({}) == wording.record_figures({"method": BASE_RATE, "methods": {}}) == []
