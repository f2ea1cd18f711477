"""The board in words: its cards, and the price of a move."""

import pandas as pd
import pytest

from services.budget_board import Changed
from ui.wording import budget_board as wording
from ui.wording.budget_why import Terms

NAMES = {"H": "Harbour wall", "P": "Old pier", "M": "Mill", "X": "<b>Quay</b>"}
TERMS = Terms(NAMES, {}, 100, "USD", 100)


def rows(*keys, by_hand=(), unknown=()):
    return pd.DataFrame(
        {
            "key": list(keys),
            "cost": [12_00] * len(keys),
            "value": [1.3] * len(keys),
            "unknown": [key in unknown for key in keys],
            "by_hand": [key in by_hand for key in keys],
        }
    )


def column(side, table, prices=None, rated=True, names=NAMES):
    return wording.column(side, table, names, TERMS, prices or {}, rated)


def test_a_card_has_name_cost_and_share_of_value_and_says_what_its_button_does():
    card = column("out", rows("H"), {"H": 1.5})["cards"][0]
    assert card == {
        "key": "H",
        "name": "Harbour wall",
        "about": "$12 · 1.3% of value",
        "by_hand": False,
        "action": "Put in",
        "label": "Put in: Harbour wall",
        "price": "costs 1.5 points of value",
    }
    assert column("in", rows("H"))["cards"][0]["action"] == "Take out"


def test_a_project_decided_by_hand_can_be_let_go_and_has_no_price_of_the_other_way():
    card = column("in", rows("H", by_hand="H"), {"H": 1.5})["cards"][0]
    assert (card["by_hand"], card["action"], card["price"]) == (True, "Let go", "")


def test_no_share_is_told_where_all_count_the_same_or_nothing_is_known():
    assert column("in", rows("H"), rated=False)["cards"][0]["about"] == "$12"
    assert column("in", rows("H", unknown="H"))["cards"][0]["about"] == "$12 · no value of its own"


def test_names_are_passed_on_as_they_are():
    assert column("in", rows("X"))["cards"][0]["name"] == "<b>Quay</b>"


def test_at_most_forty_cards_are_sent_and_the_rest_are_counted():
    keys = [f"K{number}" for number in range(wording.MOST + 2)]
    told = column("out", rows(*keys), names=dict.fromkeys(keys, "One"))
    assert len(told["cards"]) == wording.MOST
    assert (told["count"], told["more"]) == ("42 projects", "and 2 more projects, further from the line")


def test_what_cannot_be_decided_here_is_only_counted():
    told = column("out", rows("H", "Z"))
    assert [card["key"] for card in told["cards"]] == ["H"]
    assert (told["count"], told["more"]) == ("2 projects", "and 1 more project, further from the line")


def test_an_empty_column_says_so():
    assert column("out", rows())["empty"] == "Nothing is left out."
    assert column("out", rows("H"))["empty"] == ""


@pytest.mark.parametrize(
    ("to", "change", "by_hand", "said"),
    [
        (
            "in",
            Changed(1.3, True, (), ("P",), True),
            True,
            "Harbour wall put in by hand costs 1.3 points of value; out goes Old pier.",
        ),
        (
            "out",
            Changed(0.5, False, ("P", "M"), (), False),
            True,
            "Harbour wall taken out by hand costs about 0.5 points of value; in come Old pier and Mill.",
        ),
        ("in", Changed(0.0, True, (), (), True), True, "Harbour wall put in by hand costs nothing."),
        (
            "out",
            Changed(-1.3, True, ("P",), (), False),
            False,
            "Harbour wall let go brings back 1.3 points of value; in comes Old pier.",
        ),
        (
            "out",
            Changed(0.0, True, (), (), True),
            False,
            "Harbour wall is no longer decided by hand and stays funded: the choice takes it anyway.",
        ),
        (
            "in",
            Changed(0.0, True, (), (), False),
            False,
            "Harbour wall is no longer decided by hand and stays out: the choice leaves it out anyway.",
        ),
    ],
)
def test_a_move_is_told_with_its_price_and_whom_it_moves(to, change, by_hand, said):
    assert wording.price("H", to, change, by_hand, TERMS) == said


def test_a_card_held_says_where_it_cannot_go():
    assert wording.told("in", Changed(None, True, (), (), False), True, TERMS) == "cannot be put in as things are"
    assert wording.told("out", Changed(None, False, (), (), False), True, TERMS) == "is out in no set found in time"
