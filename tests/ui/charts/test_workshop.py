"""Pictures of workshops: a dot for each answer, each level counted, and the weights with what they were."""

import pytest

from ui.charts.workshop import STRONGEST, answers, ratings, weights
from ui.theme import DARK, LIGHT


def dots(drawn) -> list[tuple[float, float]]:
    return sorted((x, y) for trace in drawn.data for x, y in zip(trace.x, trace.y, strict=True))


def test_every_answer_is_a_dot_and_equal_ones_stand_on_each_other() -> None:
    drawn = answers({"-2": 3, "0": 1, "8": 2, "none": 4}, "Growth", "Safety", None)
    assert dots(drawn) == [(-2, 0.5), (-2, 1.5), (-2, 2.5), (0, 0.5), (8, 0.5), (8, 1.5)]
    assert drawn.layout.xaxis.range == (-STRONGEST - 1, STRONGEST + 1)
    assert drawn.layout.yaxis.range[1] > 2.5


def test_the_answer_of_the_group_is_a_line_only_where_there_is_one() -> None:
    assert len(answers({"-2": 1}, "Growth", "Safety", None).layout.shapes) == 0
    drawn = answers({"-2": 1}, "Growth", "Safety", -1.5)
    assert [line.x0 for line in drawn.layout.shapes] == [-1.5]
    assert "the group" in [note.text for note in drawn.layout.annotations]


def test_many_answers_stay_in_the_picture() -> None:
    drawn = answers({"0": 60}, "Growth", "Safety", 0.0)
    assert drawn.layout.yaxis.range[1] > max(y for _, y in dots(drawn))
    assert all(trace.marker.size < 25 for trace in drawn.data)


def test_names_are_drawn_as_they_are_written() -> None:
    told = [note.text for note in answers({}, "<i>Growth</i>", "R&D", None).layout.annotations]
    assert told == ["<b>&lt;i&gt;Growth&lt;/i&gt;</b>", "<b>R&amp;D</b>"]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_sides_are_told_apart_by_colour_in_both_themes(palette) -> None:
    left, equal, right = answers({"-2": 1, "0": 1, "2": 1}, "Growth", "Safety", None, palette).data
    assert len({left.marker.color, equal.marker.color, right.marker.color}) == 3
    assert (list(left.x), list(equal.x), list(right.x)) == ([-2], [0], [2])


def test_the_scale_bears_the_words_by_which_people_answered() -> None:
    drawn = answers({"-5": 1}, "Growth", "Safety", None, verbal=True)
    assert list(drawn.layout.xaxis.tickvals) == [-8, -5, -2, 0, 2, 5, 8]
    assert "much<br>more" in drawn.layout.xaxis.ticktext


def test_each_level_is_counted_and_that_of_the_group_in_full_colour() -> None:
    (bars,) = ratings({"1": 2, "4": 1, "none": 3}, 1.0).data
    assert list(bars.y) == [f"<b>{level}</b>" for level in ("None", "Low", "Moderate", "Strong", "Extreme")]
    assert list(bars.x) == [0, 2, 0, 0, 1]
    assert [colour == LIGHT.accent for colour in bars.marker.color] == [False, True, False, False, False]


def test_each_level_stands_with_what_it_means() -> None:
    means = [
        "Nothing",
        "A little <i>",
        "Measured",
        "Harder without",
        "It stands or falls with it, in each of the years",
    ]
    told = list(ratings({"1": 2}, 1.0, means=means).data[0].y)
    assert told[:2] == ["<b>None</b>: Nothing", "<b>Low</b>: A little &lt;i&gt;"]
    assert told[-1] == "<b>Extreme</b>: It stands or falls with<br>it, in each of the years"


def test_before_anybody_answered_each_level_has_its_place() -> None:
    drawn = ratings({}, None)
    assert list(drawn.data[0].x) == [0] * 5
    assert drawn.layout.xaxis.range[1] > 0


@pytest.mark.parametrize(("many", "lines"), [(8, 2), (9, 1)])
def test_on_a_wall_many_objectives_take_one_line_each(many: int, lines: int) -> None:
    names = [f"Safe and reliable infrastructure {place}" for place in range(many)]
    bars = weights(names, [0.1] * many, [0.1] * many, size=24).data[0]
    assert {label.count("<br>") + 1 for label in bars.y} == {lines}


def test_weights_stand_beside_what_they_were() -> None:
    bars, marks = weights(["Safety", "Growth <b>"], [0.4, None], [0.75, 0.25]).data
    assert (list(bars.x), list(marks.x)) == ([0.75, 0.25], [0.4, None])
    assert list(bars.y) == list(marks.y) == ["Safety  <b>75%</b>", "Growth &lt;b&gt;  <b>25%</b>"]


def test_a_mark_beyond_the_bars_is_in_the_picture_too() -> None:
    drawn = weights(["Safety"], [0.9], [0.1])
    assert drawn.layout.xaxis.range[1] > 0.9
    assert weights(["A", "B", "C"], [0.1] * 3, [0.3] * 3).layout.height > drawn.layout.height
