"""How firm a ranking is, in words that never claim more than was found."""

import pandas as pd

from models.rank_comparison import RankComparison
from services.alignment_sensitivity import Sensitivity
from ui.wording import alignment_sensitivity as wording

ROWS = pd.DataFrame({"name": ["Growth", "Safety"], "weight": [0.6, 0.4], "lowest": [0.55, 0.0], "highest": [1.0, 0.9]})
NONE = pd.DataFrame()


def reported(spearman: float | None, left_out: int = 0) -> RankComparison:
    return RankComparison(spearman, None, 12, left_out, NONE)


def test_the_weight_with_the_least_room_is_named():
    assert wording.tightest(ROWS, 30, every=False) == (
        "The order of the first 10 projects is most sensitive to Growth: it holds while its weight is between 55.0% "
        "and 100.0%, now 60.0%."
    )
    assert "order of the 30 projects" in wording.tightest(ROWS, 30, every=True)
    assert "order of the 4 projects" in wording.tightest(ROWS, 4, every=False)


def test_an_order_that_always_holds_says_so():
    assert "holds whatever" in wording.tightest(ROWS.assign(lowest=0.0, highest=1.0), 30, every=True)
    assert "holds all of the weight" in wording.tightest(ROWS.assign(lowest=None, highest=None), 30, every=True)


def test_agreement_is_told_by_its_strength():
    assert wording.agreement(reported(0.81)).startswith("The ranking agrees well with the priority reported")
    assert "hardly agrees" in wording.agreement(reported(0.0, 3))
    assert "3 projects lack one of them" in wording.agreement(reported(0.0, 3))
    assert wording.agreement(reported(-0.5)).startswith("The ranking runs against the priority reported")
    assert "nothing to compare" in wording.agreement(None)
    assert "no agreement to tell" in wording.agreement(reported(None))


def test_the_strongest_weight_is_told_or_that_none_is():
    sides = {"moved_lower": [3], "moved_higher": [5], "largest_move": [2]}
    ends = {"weight": [0.089], "weight_low": [0.0], "weight_high": [0.189]}
    moves = pd.DataFrame({"name": ["Growth"], **sides, **ends})
    found = Sensitivity(NONE, NONE, moves, 12, None, NONE)
    assert wording.moving(found) == (
        "Ten points of weight move ranks most with Growth: at 18.9% instead of 8.9%, 5 of the first 10 leave them."
    )
    lower = Sensitivity(NONE, NONE, moves.assign(moved_lower=7), 12, None, NONE)
    assert "at 0.0% instead of 8.9%, 7 of" in wording.moving(lower)
    few = Sensitivity(NONE, NONE, moves, 6, None, NONE)
    assert wording.moving(few).endswith("instead of 8.9%, 5 projects change places.")
    still = Sensitivity(NONE, NONE, moves.assign(moved_lower=0, moved_higher=0), 12, None, NONE)
    assert "keep the first 10 as they are" in wording.moving(still)


def test_a_weight_below_ten_points_is_said_to_end_at_zero():
    ends = {"weight": [0.089, 0.1, 0.5], "weight_low": [0.0, 0.0, 0.4], "weight_high": [0.189, 0.2, 0.6]}
    moves = pd.DataFrame({"moved_lower": [1, 0, 2], "moved_higher": [0, 0, 1], **ends})
    assert wording.moves_note(Sensitivity(NONE, NONE, moves, 12, None, NONE)) == (
        "Projects that leave the first 10. 1 weight below 10% cannot fall by 10 points and ends at zero."
    )
    two = moves.assign(weight=[0.089, 0.05, 0.5])
    assert wording.moves_note(Sensitivity(NONE, NONE, two, 12, None, NONE)).endswith(
        "2 weights below 10% cannot fall by 10 points and end at zero."
    )
    assert wording.moves_note(Sensitivity(NONE, NONE, moves.iloc[1:], 6, None, NONE)) == "Projects whose rank changes."
    assert wording.move_hover(next(moves.itertuples()), "A") == (
        "<b>A</b><br>now 8.9%<br>at 0.0%: 1 project<br>at 18.9%: 0 projects"
    )


def test_how_far_two_ranks_are_apart_is_told_without_a_sign():
    rows = wording.apart(pd.DataFrame({"difference": [-103.0, 2.5, 0.0]}))
    assert rows["apart"].tolist() == [103.0, 2.5, 0.0]
    assert rows["puts"].tolist() == ["lower", "higher", "alike"]
