"""Alignment: points and ratings edited by the rules, value by the published scale, nothing unrated as zero."""

import pytest

from services import access, alignment, candidate_values, objectives, states
from services.access import Actor, Scope
from services.errors import Explained, NotAllowed
from tests.services.slip_works import DATES, LAST, ME, reports, store


def now() -> Scope:
    return access.scope(ME, "works")


@pytest.fixture
def works(database_url: str) -> Scope:
    """Sixty projects in two categories with money, and two objectives of 60 and 20 points."""
    rows = reports()
    for part in rows.values():
        part["category"] = ["Roads" if at < 30 else "Water" for at in part.index]
        part["forecast_cost"] = [100_00 * (at + 1) for at in part.index]
    store(rows)
    objectives.add(ME, now(), LAST, "Growth", points=60)
    objectives.add(ME, now(), LAST, "Safety", "Nobody hurt", "Ada", points=20)
    return now()


def test_points_become_shares_and_an_edit_moves_them(works: Scope) -> None:
    found = alignment.read(works, LAST)
    assert found.objectives[["objective_key", "share"]].to_numpy().tolist() == [["O1", 0.75], ["O2", 0.25]]
    assert alignment.set_points(ME, works, LAST, {"O1": 20}) == 1
    assert alignment.read(now(), LAST).objectives["share"].tolist() == [0.5, 0.5]


def test_a_rated_project_has_its_strategic_value_and_an_unrated_one_is_never_nothing(works: Scope) -> None:
    alignment.rate(ME, works, LAST, [("P-006", "O1", "extreme"), ("P-006", "O2", "low"), ("P-007", "O1", "strong")])
    rows = alignment.read(now(), LAST).projects.set_index("project_key")
    assert rows.loc["P-006", "score"] == pytest.approx(0.75 * 9 + 0.25 * 1)
    assert rows.loc["P-007", ["rated", "unrated"]].tolist() == [1, 1]
    assert rows.loc["P-007", "highest_score"] == pytest.approx(0.75 * 6 + 0.25 * 9)
    assert rows.loc["P-008", ["rated", "highest_score"]].tolist() == [0, 9]
    assert rows.index[0] == "P-006"


def test_money_is_split_over_objectives_and_the_rest_stands_apart(works: Scope) -> None:
    alignment.rate(ME, works, LAST, [("P-009", "O1", "strong"), ("P-009", "O2", "strong"), ("P-019", "O1", "none")])
    money = alignment.read(now(), LAST).money["cost"]
    assert money.loc[["O1", "O2", "No objective"]].tolist() == [500.0, 500.0, 2000.0]
    live = alignment.read(now(), LAST).projects
    assert money.sum() == pytest.approx(live["cost_to_go"].sum())


def test_a_group_is_rated_at_once_and_what_was_rated_stays(works: Scope) -> None:
    alignment.rate(ME, works, LAST, [("P-006", "O1", "extreme")])
    changed = alignment.rate_group(ME, now(), LAST, "category", "Roads", "O1", "low")
    held = states.register(now(), "impacts", LAST).set_index("project_key")["rating"]
    assert changed == len(held) - 1
    assert held["P-006"] == "extreme"
    assert set(held.drop("P-006")) == {"low"}
    assert "P-030" not in held
    assert alignment.rate_group(ME, now(), LAST, "category", "Roads", "O1", None, only_unrated=False) == len(held)
    assert alignment.read(now(), LAST).projects["rated"].max() == 0


def test_ratings_may_be_taken_away_again(works: Scope) -> None:
    alignment.rate(ME, works, LAST, [("P-006", "O1", "extreme")])
    alignment.rate(ME, now(), LAST, [("P-006", "O1", None)])
    assert alignment.read(now(), LAST).ratings.loc["P-006", "O1"] is None


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        (("P-006", "O1", "enormous"), '"enormous" is not a rating'),
        (("P-006", "O9", "low"), 'no objective "O9"'),
        (("P-999", "O1", "low"), 'no project "P-999"'),
    ],
)
def test_what_is_not_on_the_list_is_refused_and_nothing_is_saved(
    works: Scope, rating: tuple[str, str, str], words: str
) -> None:
    with pytest.raises(Explained, match=words):
        alignment.rate(ME, works, LAST, [("P-006", "O2", "low"), rating])
    assert now() == works


def test_points_outside_nought_to_a_hundred_and_second_names_are_refused(works: Scope) -> None:
    for points in (-1, 101, float("nan")):
        with pytest.raises(Explained, match="points cannot be given"):
            alignment.set_points(ME, works, LAST, {"O1": points})
    with pytest.raises(Explained, match="already"):
        objectives.add(ME, works, LAST, " growth ")
    with pytest.raises(Explained, match="no name"):
        objectives.change(ME, works, LAST, "O1", name=" ")


def test_an_objective_is_renamed_and_taken_out_from_its_date_on(works: Scope) -> None:
    objectives.change(ME, works, LAST, "O2", name="Safe streets", statement="", owner="Ada")
    assert alignment.read(now(), LAST).objectives["name"].tolist() == ["Growth", "Safe streets"]
    alignment.rate(ME, now(), LAST, [("P-006", "O2", "extreme")])
    objectives.remove(ME, now(), LAST, "O2")
    found = alignment.read(now(), LAST)
    assert found.objectives["objective_key"].tolist() == ["O1"]
    assert found.projects["rated"].max() == 0


def test_earlier_dates_know_nothing_of_later_objectives(works: Scope) -> None:
    found = alignment.read(works, DATES[3])
    assert found.objectives.empty
    assert not found.weighted
    assert found.money.empty
    assert found.projects["score"].isna().all()


def test_proposed_projects_are_shown_where_asked_and_filters_narrow(works: Scope) -> None:
    live, both = alignment.read(works, LAST), alignment.read(works, LAST, proposed=True)
    assert set(both.projects["project_key"]) - set(live.projects["project_key"]) == {"P-002"}
    roads = alignment.read(works, LAST, (("category", "Roads"),))
    assert set(roads.projects["category"]) == {"Roads"}
    assert alignment.groups(works, LAST)["category"] == ["Roads", "Water"]


def test_a_reader_without_the_right_changes_nothing(works: Scope) -> None:
    with pytest.raises(NotAllowed):
        alignment.set_points(Actor("guest", "viewer"), works, LAST, {"O1": 1})


def test_groups_share_their_points_out_and_are_never_counted_beside_their_members(works: Scope) -> None:
    objectives.add(ME, works, LAST, "Fewer accidents", points=3, parent="O2")
    objectives.add(ME, now(), LAST, "Fewer fires", points=1, parent="O2")
    alignment.rate(ME, now(), LAST, [("P-006", "O2", "extreme"), ("P-006", "O3", "extreme"), ("P-007", "O1", "low")])
    found = alignment.read(now(), LAST)
    assert found.objectives.set_index("objective_key")["points"].to_dict() == {"O1": 60, "O3": 15, "O4": 5}
    assert found.tree[["objective_key", "depth", "leaf"]].to_numpy().tolist() == [
        ["O1", 0, True], ["O2", 0, False], ["O3", 1, True], ["O4", 1, True]
    ]  # fmt: skip
    rows = found.projects.set_index("project_key")
    assert rows.loc["P-006", "score"] == pytest.approx(9 * 15 / 80)
    assert found.money.loc["O3", "cost"] == rows.loc["P-006", "cost_to_go"]
    assert candidate_values._weights(now(), LAST).to_dict() == {"O1": 60, "O3": 15, "O4": 5}


def test_an_objective_never_stands_below_itself_or_below_nothing_known(works: Scope) -> None:
    objectives.change(ME, works, LAST, "O2", name="Safety", parent="O1")
    with pytest.raises(Explained, match="below itself"):
        objectives.change(ME, now(), LAST, "O1", name="Growth", parent="O2")
    with pytest.raises(Explained, match='no objective "O9"'):
        objectives.change(ME, now(), LAST, "O1", name="Growth", parent="O9")


def test_each_rating_has_a_written_meaning_on_an_objective(works: Scope) -> None:
    assert objectives.describe_ratings(ME, works, LAST, "O1", {"strong": "Adds 500 jobs", "none": ""}) == 1
    assert (
        alignment.read(now(), LAST).objectives.set_index("objective_key").loc["O1", "strong_means"] == "Adds 500 jobs"
    )
    with pytest.raises(Explained, match='"huge" is not a rating'):
        objectives.describe_ratings(ME, now(), LAST, "O1", {"huge": "More"})
