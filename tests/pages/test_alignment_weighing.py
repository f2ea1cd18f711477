"""On the Alignment page objectives are weighed by judgments, and what is saved can be looked at again."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from services import alignment, weighing_kept
from services.access import Scope
from tests.pages.test_alignment import button, opened, words
from tests.services.rated_works import built, now
from tests.services.slip_works import LAST
from ui.state import weighing as state

OPEN = "alignment_weighing_open"


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return built(24)


def weighing_page() -> AppTest:
    at = opened()
    at.session_state[OPEN] = True
    return at.run()


def more_ways(method: str) -> AppTest:
    at = weighing_page()
    named(at.toggle, "More ways").set_value(True).run()
    return at.segmented_control("alignment_method_True").set_value(method).run()


def named(items: Any, label: str) -> Any:
    return next(item for item in items if item.label == label)


def chosen(at: AppTest, label: str, key: str) -> None:
    named(at.selectbox, label).set_value(key).run()
    assert not at.exception


def saves(at: AppTest) -> bool:
    """Return whether weights are shown that can be saved."""
    assert not at.exception
    return any(item.label == "Save these weights as points" for item in at.button)


def answered(at: AppTest, word: str) -> AppTest:
    at.radio(next(item.key for item in at.radio if item.label == "Your answer")).set_value(word).run()
    button(at, "Keep this answer").click().run()
    assert not at.exception
    return at


def test_pairs_are_asked_until_weights_follow_and_are_saved_with_their_judgments(works: Scope) -> None:
    at = weighing_page()
    assert "0 of 3 answers so far" in words(at)
    for word in ("more important", "extremely less important", "more important"):
        answered(at, word)
    assert "All 3 answers given." in words(at)
    assert "Consistency ratio" in words(at)
    assert "with the random index of Saaty 1980" in words(at)
    assert "would help most" in words(at)
    button(at, "Save these weights as points").click()
    at.run()
    assert not at.exception
    kept = weighing_kept.kept(now(), LAST)[0]
    assert len(kept.judgments["answers"]) == 3
    points = alignment.read(now(), LAST).objectives.set_index("objective_key")["points"]
    assert points.to_dict() == kept.result["points"]
    next(item for item in at.selectbox if item.label == "Judgments saved before").set_value(kept.id).run()
    assert "Consistency ratio" in words(at)
    assert not at.exception


def test_an_answer_is_taken_back(works: Scope) -> None:
    at = answered(weighing_page(), "much more important")
    button(at, "Take it back").click().run()
    assert "0 of 3 answers so far" in words(at)


def test_other_ways_are_offered_on_demand(works: Scope) -> None:
    at = weighing_page()
    next(item for item in at.toggle if item.label == "More ways").set_value(True).run()
    for method, told in (
        ("rank", "Nobody has put them"),
        ("swing", "To answer first"),
        ("best_worst", "which the least"),
    ):
        at.segmented_control("alignment_method_True").set_value(method).run()
        assert told in words(at)
        assert not saves(at)


def test_more_ways_keeps_the_way_that_was_chosen(works: Scope) -> None:
    at = weighing_page()
    at.segmented_control("alignment_method_False").set_value("rank").run()
    for more in (True, False):
        next(item for item in at.toggle if item.label == "More ways").set_value(more).run()
        assert at.segmented_control(f"alignment_method_{more}").value == "rank"
        assert "Nobody has put them" in words(at)
    button(at, "This order is right").click().run()
    assert saves(at)
    assert "Nobody has put them" not in words(at)


def test_swings_lead_to_weights_once_each_is_answered(works: Scope) -> None:
    at = more_ways("swing")
    chosen(at, "First from worst to best", "O2")
    assert "Still to answer before weights follow: Growth and Clean air." in words(at)
    named(at.number_input, "Growth").set_value(50.0).run()
    assert "before weights follow: Clean air." in words(at)
    assert not saves(at)
    named(at.number_input, "Clean air").set_value(0.0).run()
    button(at, "Save these weights as points").click()
    at.run()
    judged = weighing_kept.kept(now(), LAST)[0].judgments
    assert judged == {"points": {"O1": 50.0, "O2": 100.0, "O3": 0.0}}


def test_best_and_worst_lead_to_weights_once_each_comparison_is_answered(works: Scope) -> None:
    at = more_ways("best_worst")
    chosen(at, "Most important", "O1")
    assert "which the least" in words(at)
    chosen(at, "Least important", "O3")
    assert "Growth against Safety, Growth against Clean air and Safety against Clean air." in words(at)
    for words_, times in (("Growth, how many times Safety", 3), ("Growth, how many times Clean air", 6)):
        named(at.segmented_control, words_).set_value(times).run()
    assert not saves(at)
    named(at.segmented_control, "Safety, how many times Clean air").set_value(2).run()
    assert "Largest deviation" in words(at)
    assert saves(at)


def anew(at: AppTest) -> AppTest:
    """Return the page of the same address in a new session, as after loading it anew."""
    told = {key: at.query_params[key] for key in at.query_params if key.startswith("alignment_judged")}
    fresh = opened(**{key: value[0] if isinstance(value, list) else value for key, value in told.items()})
    fresh.session_state[OPEN] = True
    return fresh.run()


def test_answers_in_pairs_outlive_a_page_loaded_anew(works: Scope) -> None:
    at = weighing_page()
    assert "alignment_judged" not in at.query_params
    for word in ("more important", "extremely less important"):
        answered(at, word)
    assert "stays in the address of this page" in words(at)
    again = anew(at)
    assert "2 of 3 answers so far" in words(again)
    button(again, "Take it back").click().run()
    assert "1 of 3 answers so far" in words(anew(again))


def test_swings_outlive_another_way_and_a_page_loaded_anew(works: Scope) -> None:
    at = more_ways("swing")
    chosen(at, "First from worst to best", "O2")
    named(at.number_input, "Growth").set_value(50.0).run()
    at.segmented_control("alignment_method_True").set_value("rank").run()
    button(at, "This order is right").click().run()
    again = anew(at)
    named(again.toggle, "More ways").set_value(True).run()
    again.segmented_control("alignment_method_True").set_value("rank").run()
    assert saves(again)
    again.segmented_control("alignment_method_True").set_value("swing").run()
    assert named(again.selectbox, "First from worst to best").value == "O2"
    assert named(again.number_input, "Growth").value == 50.0


def test_best_and_worst_outlive_a_page_loaded_anew(works: Scope) -> None:
    at = more_ways("best_worst")
    chosen(at, "Most important", "O1")
    chosen(at, "Least important", "O3")
    named(at.segmented_control, "Growth, how many times Safety").set_value(3).run()
    again = anew(at)
    named(again.toggle, "More ways").set_value(True).run()
    again.segmented_control("alignment_method_True").set_value("best_worst").run()
    assert named(again.segmented_control, "Growth, how many times Safety").value == 3
    assert named(again.selectbox, "Least important").value == "O3"


def test_what_is_saved_is_no_draft_any_more(works: Scope) -> None:
    at = weighing_page()
    for word in ("more important", "extremely less important", "more important"):
        answered(at, word)
    button(at, "Save these weights as points").click()
    at.run()
    assert not at.exception
    assert "alignment_judged" not in at.query_params


def test_an_address_that_somebody_made_up_asks_all_questions_anew(works: Scope) -> None:
    at = opened(alignment_judged="made-up")
    at.session_state[OPEN] = True
    at.run()
    assert not at.exception
    assert "0 of 3 answers so far" in words(at)


def test_who_does_not_decide_is_not_offered_it(works: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.parts.alignment_weighing.may", lambda right: False)
    at = opened()
    assert OPEN not in at.session_state


def test_only_an_order_of_these_objectives_is_kept_of_what_a_browser_sends() -> None:
    members = ["O1", "O2"]
    for sent in (None, {"order": ["O2"]}, {"order": ["O2", "O9"]}, {"order": [1, 2]}, ["O2", "O1"], {"order": "O2O1"}):
        state.put_in_order("forged", members, sent)
    assert state.order("forged", members) == members
    state.put_in_order("forged", members, {"order": ["O2", "O1"]})
    assert state.order("forged", members) == ["O2", "O1"]
