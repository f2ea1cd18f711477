"""The Alignment page compares, edits what it shows, and teaches where nothing is recorded."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from services import access, alignment, objectives, states
from tests.services.slip_works import LAST, ME, reports, store
from ui.navigation import entry

ROOT = Path(__file__).resolve().parents[2]


def opened(**query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.switch_page(str(entry("alignment").path))
    at.run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    return " ".join(item.value for item in [*at.title, *at.header, *at.markdown, *at.caption]).replace("\\", "")


@pytest.fixture
def works(sqlite_url: str) -> None:
    rows = reports(20)
    for part in rows.values():
        part["category"] = "Roads"
        part["forecast_cost"] = 100_00
    store(rows)
    objectives.add(ME, access.scope(ME, "works"), LAST, "Growth", points=60)
    objectives.add(ME, access.scope(ME, "works"), LAST, "Safety", points=40)


def button(at: AppTest, label: str):
    return next(item for item in at.button if item.label.replace("\\", "") == label)


def test_without_objectives_the_page_teaches_and_lets_one_add_the_first(sqlite_url: str) -> None:
    store(reports(20))
    at = opened()
    assert "There are no objectives yet" in words(at)
    next(item for item in at.text_input if item.label == "Name").set_value("Growth")
    button(at, "Add this objective").click()
    at.run()
    assert not at.exception
    assert "1 objective recorded" in words(at) or "No project is rated against the 1 objective yet." in words(at)


def test_moving_points_shows_the_shares_and_saving_keeps_them(works: None) -> None:
    at = opened()
    assert "No project is rated against the 2 objectives yet." in words(at)
    slider = next(item for item in at.slider if item.label == "Points of Growth")
    slider.set_value(10.0).run()
    assert "20.0%" in words(at)
    assert "50 points, shared out to 100%, 1 changed and not saved" in words(at)
    button(at, "Save these points").click()
    at.run()
    assert alignment.read(access.scope(ME, "works"), LAST).objectives["points"].tolist() == [40.0, 10.0]


def test_a_category_is_rated_at_once_and_the_headline_follows(works: None) -> None:
    at = opened()
    next(item for item in at.selectbox if item.label == "How much").set_value("strong").run()
    button(at, "Save this rating for the group").click()
    at.run()
    assert not at.exception
    assert "holds 40% of the importance and gets 0% of the money" in words(at)
    assert "lack some rating; with every missing rating extreme" in words(at)


def test_proposed_projects_are_asked_for_in_the_address(works: None) -> None:
    at = opened(alignment_projects="Live and proposed")
    assert "live or proposed projects" in words(at)


def test_a_group_shares_its_points_out_over_its_parts(works: None) -> None:
    objectives.add(ME, access.scope(ME, "works"), LAST, "Fewer fires", points=10, parent="O2")
    objectives.add(ME, access.scope(ME, "works"), LAST, "Fewer falls", points=30, parent="O2")
    at = opened()
    assert "A bold objective is a group" in words(at)
    assert "2 objectives" not in words(at)
    assert "30.0%" in words(at)
    slider = next(item for item in at.slider if item.label == "Points of Fewer falls")
    slider.set_value(10.0).run()
    assert "20.0%" in words(at)


def test_an_objective_is_put_into_a_group(works: None) -> None:
    at = opened()
    which = next(item for item in at.selectbox if item.label == "Which" and "Growth" in str(item.options))
    which.set_value("O1").run()
    next(item for item in at.selectbox if item.label == "Part of").set_value("O2")
    button(at, "Save this objective").click()
    at.run()
    assert not at.exception
    tree = alignment.read(access.scope(ME, "works"), LAST).tree.set_index("objective_key")
    assert tree.loc["O1", "parent"] == "O2"


def test_a_version_is_opened_and_tells_which_projects_lost_alignment(works: None) -> None:
    alignment.rate(ME, access.scope(ME, "works"), LAST, [("P-006", "O1", "extreme")])
    alignment.set_points(ME, access.scope(ME, "works"), LAST, {"O1": 5})
    at = opened()
    assert "lost alignment" not in words(at)
    at.session_state["alignment_versions_open"] = True
    at.run()
    assert not at.exception
    assert "1 live project of" in words(at)
    assert "lost alignment" in words(at)


def test_how_firm_the_ranking_is_stands_in_a_drawer(works: None) -> None:
    rated = [("P-006", "O1", "extreme"), ("P-007", "O2", "strong"), ("P-009", "O1", "low")]
    alignment.rate(ME, access.scope(ME, "works"), LAST, rated)
    at = opened()
    at.session_state["alignment_firm_open"] = True
    at.run()
    assert not at.exception
    assert "is most sensitive to" in words(at) or "holds whatever" in words(at)
    assert "No project reports a priority" in words(at)


def test_a_project_is_rated_with_evidence_and_the_written_meaning_stands_beside(works: None) -> None:
    objectives.describe_ratings(ME, access.scope(ME, "works"), LAST, "O1", {"strong": "Adds 500 jobs"})
    at = opened()
    at.session_state["alignment_ratings_open"] = True
    at.run()
    rating = next(item for item in at.radio if item.label == "Rating")
    assert "Adds 500 jobs" in list(rating.proto.captions)
    rating.set_value("strong").run()
    next(item for item in at.text_area if item.label == "What it rests on").set_value("Business case").run()
    button(at, "Save this rating").click()
    at.run()
    assert not at.exception
    held = states.register(access.scope(ME, "works"), "impacts", LAST)
    assert held[["objective_key", "rating", "evidence"]].to_numpy().tolist() == [["O1", "strong", "Business case"]]


def test_what_ratings_mean_is_written_beside_the_objective(works: None) -> None:
    at = opened()
    next(item for item in at.selectbox if item.label == "Which" and "Growth" in str(item.options)).set_value("O1").run()
    next(item for item in at.text_input if item.label == "Strong, 6 means").set_value("Adds 500 jobs")
    button(at, "Save what the ratings mean").click()
    at.run()
    assert not at.exception
    row = alignment.read(access.scope(ME, "works"), LAST).objectives.set_index("objective_key").loc["O1"]
    assert row["strong_means"] == "Adds 500 jobs"


def test_gaps_and_drift_stand_in_a_drawer(works: None) -> None:
    alignment.rate(ME, access.scope(ME, "works"), LAST, [("P-006", "O1", "extreme")])
    at = opened()
    at.session_state["alignment_gaps_open"] = True
    at.run()
    assert not at.exception
    assert "No live project serves Safety, 40% of the importance." in words(at)
    assert "would have to serve others" in words(at)


def test_what_an_objective_means_and_who_answers_for_it_stands_beside_its_name(works: None) -> None:
    objectives.change(ME, access.scope(ME, "works"), LAST, "O1", name="Growth", statement="More jobs", owner="Ada")
    at = opened()
    assert "More jobs\\. Owner\\: Ada\\." in [item.help for item in at.markdown if item.value == "Growth"]


def rated_growth_asked_for_a_part() -> AppTest:
    alignment.rate(ME, access.scope(ME, "works"), LAST, [("P-006", "O1", "extreme"), ("P-007", "O1", "low")])
    at = opened()
    next(item for item in at.text_input if item.label == "Name").set_value("More jobs")
    next(item for item in at.selectbox if item.label == "Part of").set_value("O1")
    button(at, "Add this objective").click()
    at.run()
    assert not at.exception
    return at


def known() -> list[str]:
    return sorted(objectives.names(access.scope(ME, "works"), LAST).values())


def test_a_part_below_a_rated_objective_is_written_only_after_its_ratings_were_told_of(works: None) -> None:
    at = rated_growth_asked_for_a_part()
    assert "2 live or proposed projects are rated on “Growth”" in at.warning[0].value.replace("\\", "")
    assert known() == ["Growth", "Safety"]
    button(at, "Save, and stop counting 2 ratings on Growth").click()
    at.run()
    assert not at.exception
    assert known() == ["Growth", "More jobs", "Safety"]
    assert not at.warning


def test_who_leaves_everything_as_it_is_has_written_nothing(works: None) -> None:
    at = rated_growth_asked_for_a_part()
    button(at, "Leave everything as it is").click()
    at.run()
    assert not at.warning
    assert known() == ["Growth", "Safety"]


def test_an_objective_is_moved_below_a_rated_one_only_after_its_ratings_were_told_of(works: None) -> None:
    alignment.rate(ME, access.scope(ME, "works"), LAST, [("P-006", "O1", "extreme")])
    at = opened()
    next(item for item in at.selectbox if item.label == "Which" and "Growth" in str(item.options)).set_value("O2").run()
    next(item for item in at.selectbox if item.label == "Part of").set_value("O1")
    button(at, "Save this objective").click()
    at.run()
    tree = alignment.read(access.scope(ME, "works"), LAST).tree
    assert tree["leaf"].all()
    button(at, "Save, and stop counting 1 rating on Growth").click()
    at.run()
    assert not at.exception
    tree = alignment.read(access.scope(ME, "works"), LAST).tree.set_index("objective_key")
    assert tree.loc["O2", "parent"] == "O1"
