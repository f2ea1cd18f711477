"""The board of the Budget page through the shell: its cards, and moves as a browser sends them."""

import json
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.services import funding_works
from ui.navigation import entry
from ui.parts import budget_board, budget_closer
from ui.wording import project_options

ROOT = Path(__file__).resolve().parents[2]
SENT = {
    "Depot in": {"key": "D 4", "to": "in"},
    "Depot out": {"key": "D 4", "to": "out"},
    "Library out": {"key": "D 2", "to": "out"},
    "Unknown": {"key": "Z", "to": "in"},
    "Above": {"key": "M-1", "to": "out"},
    "Nowhere": {"key": "D 4", "to": "aside"},
    "Nonsense": "D 4",
}


@pytest.fixture(autouse=True)
def works(sqlite_url, monkeypatch):
    monkeypatch.setitem(budget_closer.LOOKS, "board", ("Board", budget_board.draw))
    return funding_works.store()


@pytest.fixture
def by_buttons(monkeypatch):
    """Put buttons in the board's place that send what a browser would, and show what it is given."""

    def draw(columns, *, said, held, on_moved, on_held, **_):
        st.text(f"said: {said}".strip())
        st.text(f"held: {held}")
        for column in columns:
            names = [card["name"] + " by hand" * card["by_hand"] for card in column["cards"]]
            st.text(f"{column['title']}: {', '.join(names)}")
        for name, sent in SENT.items():
            st.button(name, key=f"move {name}", on_click=on_moved, args=(sent,))
            st.button(name, key=f"hold {name}", on_click=on_held, args=(sent,))

    monkeypatch.setattr(budget_board, "fund_board", draw)


def opened(**query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    for key, value in {"budget_look": "Board", "budget_keep": "false", "budget_total": "1.41", **query}.items():
        at.query_params[key] = value
    at.switch_page(str(entry("budget").path))
    at.run()
    assert not at.exception
    return at


def captions(at: AppTest) -> str:
    return " ".join(one.value for one in at.caption).replace("\\", "")


def pressed(at: AppTest, button: str) -> list[str]:
    at.button(button).click().run()
    assert not at.exception
    return [one.value for one in at.text]


def test_the_board_is_sent_both_columns_and_only_counts_what_is_above_the_line():
    at = opened(budget_out="Library")
    told = [json.loads(component.proto.json) for component in at.get("bidi_component")]
    (sent,) = [one for one in told if "columns" in one]
    funded, left = sent["columns"]
    assert {card["name"] for card in funded["cards"]} == {"Bridge", "Depot"}
    assert [(card["name"], card["by_hand"]) for card in left["cards"]] == [("Library", True), ("Pumps", False)]
    assert "2 projects above the line are paid whatever is chosen: $900." in captions(at)


def test_a_card_dragged_in_is_decided_by_hand_and_its_price_is_said(by_buttons):
    at = opened()
    said = pressed(at, "move Depot in")
    assert at.multiselect("budget_in").value == ["D 4"]
    assert said[0] == "said: Depot put in by hand costs 57.9 points of value; out goes Library."
    assert said[2].startswith("Funded: Depot by hand")
    assert "1 project decided by hand costs 57.9 points of value." in captions(at)


def test_a_card_dragged_back_is_let_go(by_buttons):
    at = opened()
    pressed(at, "move Depot in")
    said = pressed(at, "move Depot out")
    assert at.multiselect("budget_in").value == []
    assert at.multiselect("budget_out").value == []
    assert said[0] == "said: Depot let go brings back 57.9 points of value; in comes Library."


def test_other_decisions_stay_and_the_price_is_that_of_the_last_alone(by_buttons):
    at = opened(budget_out="Library")
    said = pressed(at, "move Depot out")
    assert (at.multiselect("budget_out").value, at.multiselect("budget_in").value) == (["D 2", "D 4"], [])
    assert said[0].startswith("said: Depot taken out by hand costs ")
    assert "2 projects decided by hand cost" in captions(at)


def test_a_price_is_said_only_as_long_as_nothing_else_changes(by_buttons):
    at = opened()
    pressed(at, "move Depot in")
    at.slider("budget_total").set_value(1.5).run()
    assert at.text[0].value == "said:"


def test_a_card_held_over_the_other_column_gets_its_price_and_is_not_decided(by_buttons):
    at = opened()
    held = pressed(at, "hold Depot in")[1]
    assert "costs 57.9 points of value; out goes Library" in held
    assert at.multiselect("budget_in").value == []
    assert pressed(at, "hold Unknown")[1] == "held: None"


def test_a_project_with_options_is_one_card_and_is_moved_as_a_whole(by_buttons):
    at = opened(budget_live=project_options.LABELS["pause"])
    assert at.session_state["budget_live"] == ["pause"]
    said = pressed(at, "move Depot in")
    assert said[0].startswith("said: Depot put in by hand costs ")
    shown = " ".join(said[2:4])
    assert [shown.count(name) for name in ("Bridge", "Library", "Pumps", "Depot")] == [1, 1, 1, 1]


def test_what_is_impossible_is_refused_with_the_reason_and_the_board_stays(by_buttons):
    at = opened(budget_total="1.0")
    said = pressed(at, "move Depot in")[0]
    assert said.startswith("said: Depot cannot be put in as things are. What must be in takes $1.15 k")
    assert at.multiselect("budget_in").value == []


@pytest.mark.parametrize("sent", ["Unknown", "Above", "Nowhere", "Nonsense"])
def test_what_no_card_offers_is_not_decided(by_buttons, sent):
    at = opened()
    assert pressed(at, f"move {sent}")[0] == "said:"
    assert at.multiselect("budget_in").value == []
    assert at.multiselect("budget_out").value == []
