"""The headline of the Alignment page compares importance with money and says what is unknown."""

from datetime import date

import pandas as pd

from models import strategic_value
from services.alignment import Alignment
from ui.wording import alignment as wording

RATINGS = pd.DataFrame(
    {"O1": ["extreme", "none", None], "O2": ["none", "low", None]}, index=pd.Index(["A", "B", "C"], name="project_key")
)


def found(points=(60.0, 40.0), ratings=RATINGS, cost=(900.0, 100.0, 50.0)) -> Alignment:
    ratings = ratings.astype(object).where(ratings.notna(), None)
    objectives = pd.DataFrame({"objective_key": ["O1", "O2"], "name": ["Growth", "Safety"], "points": points})
    weights = objectives.set_index("objective_key")["points"]
    impacts = strategic_value.impact_values(ratings)
    scored = strategic_value.scores(weights, ratings).reset_index()
    projects = scored.assign(name=["Ash", "Birch", "Ash"])
    money = strategic_value.alignment(weights, ratings, pd.Series(cost, index=ratings.index))
    return Alignment(date(2026, 10, 31), objectives, objectives, projects, ratings, impacts, money, 3, 3, None, None)


def test_the_headline_names_what_gets_too_little_and_too_much():
    assert wording.finding(found()) == (
        "Safety holds 40% of the importance and gets 10% of the money; Growth holds 60% and gets 90%."
    )


def test_money_that_follows_is_said_to_follow():
    assert wording.finding(found(cost=(610.0, 390.0, 0.0))).startswith("The money follows the 2 objectives")


def test_without_ratings_nothing_is_claimed():
    nothing = RATINGS.astype(object).where(RATINGS.isna() & RATINGS.notna(), None)
    assert wording.finding(found(ratings=nothing)) == "No project is rated against the 2 objectives yet."


def test_what_is_not_rated_stands_beside_in_money_and_in_what_it_could_reach():
    assert wording.aside(found(), "USD") == "Of $1.05 k to go on 3 live projects of known cost, $50 is not rated."
    said = wording.not_fully_rated(found().projects)
    assert said == "1 project is not rated at all; with every missing rating extreme they could reach 9.0."
    partly = RATINGS.assign(O2=["none", None, None])
    said = wording.not_fully_rated(found(ratings=partly).projects)
    assert said.startswith("2 projects lack some rating, 1 of them every one; with every")


def test_cells_not_rated_have_no_colour_and_two_of_one_name_are_told_apart():
    shown = found()
    cells = wording.cells(shown.projects, shown.ratings, shown.impacts, shown.objectives)
    assert cells["row"].unique().tolist() == ["Ash (A)", "Birch", "Ash (C)"]
    assert cells["text"].tolist() == ["Extreme", "None", "None", "Low", "–", "–"]
    assert cells["depth"].isna().tolist() == [False] * 4 + [True] * 2
    assert cells["hover"].iloc[-1] == "Safety: not rated"


def test_a_measured_rating_tells_its_value_beside_the_word():
    shown = found()
    shown.impacts.loc["A", "O1"] = 8.2
    cells = wording.cells(shown.projects, shown.ratings, shown.impacts, shown.objectives)
    assert cells.loc[0, ["text", "hover", "depth"]].tolist() == [
        "Extreme, 8.2 of 9",
        "Growth: Extreme, 8.2 of 9",
        8.2 / 9,
    ]


def test_heads_of_the_editor_are_short_and_their_numbers_are_explained():
    names = ["Safe and reliable infrastructure", "Homes people can afford", "Decarbonisation"]
    assert wording.short_heads(names) == ["1 Safe", "2 Homes", "3"]
    assert wording.legend(names).endswith("2 Homes people can afford · 3 Decarbonisation")


def test_what_a_cell_says_on_hover_holds_no_markup_of_a_name():
    shown = found()
    named = shown.objectives.assign(name='<a href="//x">Reach</a>')
    cells = wording.cells(shown.projects, shown.ratings, shown.impacts, named)
    assert not cells["hover"].str.contains("<").any()
