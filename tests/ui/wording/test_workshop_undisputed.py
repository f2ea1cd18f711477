"""What nobody disputes is told with the group's answer and how far people agree, of all that is asked."""

from dataclasses import replace

from services.workshops.reading import Question
from services.workshops.scoring import Listed
from tests.ui.wording.workshops_told import OPENED, challenge, workshop
from ui.wording import workshop_ratings as ratings
from ui.wording import workshop_undisputed as wording

ASKED = Question(1, 0, "P1", "O1", 5, 1, False, None, OPENED, None)
RATING = Listed("P1", "O1", {"answers": 3, "counts": {"3": 3}, "answer": 3.0, "spread": 0.0})


def test_a_rating_is_listed_with_its_level_and_the_agreement() -> None:
    (row,) = wording.rows([RATING], challenge(questions=(ASKED,))).to_dict("records")
    assert row == {"left": "Bridge", "right": "Growth", "group": "Strong", "agreement": "high"}


def test_a_pair_is_listed_with_what_the_group_says_of_it() -> None:
    answer = {"answers": 3, "counts": {"-2": 3}, "answer": -2.0, "ratio": 3.0, "spread": 0.0}
    (row,) = wording.rows([Listed("O1", "O2", answer)], workshop()).to_dict("records")
    assert (row["left"], row["right"], row["agreement"]) == ("Growth", "Safety", "high")
    assert row["group"] == "Growth matters 3.0 times as much as Safety."


def test_the_number_of_answers_is_told_on_the_same_base_before_and_after_they_are_accepted() -> None:
    held = challenge(questions=(ASKED,))
    assert wording.title(1, held) == "1 of 1 rating that nobody disputes"
    accepted = replace(ASKED, revealed=True, accepted={"answer": 3.0}, settled_at=OPENED)
    assert ratings.so_far(replace(held, questions=(accepted,))).startswith("1 of 1 rating accepted")
    pairs = workshop(questions=(replace(ASKED, left="O1", right="O2"), replace(ASKED, left="warm-up")))
    assert wording.title(1, pairs) == "1 of 1 pair that nobody disputes"


def test_what_it_means_and_what_each_button_does_is_told() -> None:
    assert "the level that decides about money" in wording.meaning(challenge())
    assert "one side of equal" in wording.meaning(workshop())
    assert wording.see(23) == "See the 23 that nobody disputes"
    assert (wording.accept(1), wording.accept(23)) == ("Accept it", "Accept these 23")
