"""Every page opens through the shell, whatever the database holds and the address says."""

import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from services import portfolios
from services.access import local_user
from ui.navigation import ENTRIES, entry

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "ui"))
import tiny  # noqa: E402

NEED_DATA = [item for item in ENTRIES if item.needs == "data"]
each_page = pytest.mark.parametrize("item", ENTRIES, ids=lambda item: item.stem)


def opened(stem: str, **query: str | list[str]) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.switch_page(str(entry(stem).path))
    return at.run()


def query(at: AppTest) -> dict[str, list[str]]:
    return {key: value if isinstance(value, list) else [value] for key, value in dict(at.query_params).items()}


def chooser(at: AppTest, dimension: str):
    return next(widget for widget in at.multiselect if (widget.key or "").startswith(f"shell_filter_{dimension}_"))


def said(at: AppTest) -> list[str]:
    """What the shell says about the address."""
    lines = [text.value.replace("\\", "") for text in at.markdown if "link_off" in text.value]
    return [f"{sentence}." for line in lines for sentence in line[len(":orange[:material/link_off: ") : -2].split(". ")]


@each_page
def test_on_an_empty_database_every_page_opens_or_teaches(item, sqlite_url):
    at = opened(item.stem)
    assert not at.exception
    heads = [head.value for head in at.title]
    assert ("There is no portfolio yet" in heads) == (item.needs != "nothing")


@each_page
def test_in_a_portfolio_without_projects_pages_that_need_them_teach(item, sqlite_url):
    tiny.store("empty", "Empty programme", filled=False)
    at = opened(item.stem)
    assert not at.exception
    heads = [head.value for head in at.title]
    assert ("Empty programme holds no projects yet" in heads) == (item in NEED_DATA)
    assert ("Slip risk and changes need several" in " ".join(text.value for text in at.markdown)) == (
        item in NEED_DATA and item.section == "Explore"
    )


@each_page
def test_with_three_projects_every_page_opens(item, sqlite_url):
    tiny.store()
    at = opened(item.stem)
    assert not at.exception
    assert not at.error


def test_the_address_is_completed_with_what_is_shown(sqlite_url):
    tiny.store()
    at = opened("dictionary")
    assert query(at) == {
        "portfolio": ["tiny"],
        "as_of": ["2026-06-30"],
        "compare": ["2026-03-31"],
    }


def test_an_empty_portfolio_does_not_open_by_itself_where_another_holds_data(sqlite_url):
    tiny.store()
    portfolios.create(local_user(), "aaa", "A portfolio made first by name", "USD")
    assert query(opened("portfolio"))["portfolio"] == ["tiny"]
    assert query(opened("portfolio", portfolio="aaa"))["portfolio"] == ["aaa"]


def test_a_link_shows_the_same_thing_to_somebody_else(sqlite_url):
    tiny.store()
    at = opened(
        "dictionary", portfolio="tiny", as_of="2026-03-31", department="Water", phase=["Design", "Construction"]
    )
    assert at.selectbox(key="shell_as_of").value == "2026-03-31"
    assert chooser(at, "department").value == ["Water"]
    assert sorted(chooser(at, "phase").value) == ["Construction", "Design"]
    assert query(at)["phase"] == ["Design", "Construction"]


def test_wrong_values_in_the_address_are_named_and_replaced(sqlite_url):
    tiny.store()
    at = opened("dictionary", portfolio="moon", as_of="2026-05-05", department="Sea", project="W-1")
    assert said(at) == [
        'The address names a portfolio "moon" that does not exist here.',
        "Nothing was reported as of 5 May 2026; 31 Mar 2026 is shown.",
        'No project has department "Sea" at this date; that filter is left out.',
    ]
    assert query(at)["as_of"] == ["2026-03-31"]
    assert "department" not in at.query_params
    assert query(at)["project"] == ["W-1"]


def test_choosing_in_the_context_line_writes_the_address(sqlite_url):
    tiny.store()
    at = opened("dictionary")
    at.selectbox(key="shell_as_of").set_value("2026-03-31").run()
    assert query(at)["as_of"] == ["2026-03-31"]
    assert query(at)["compare"] == ["none"]
    chooser(at, "department").set_value(["Water"]).run()
    assert query(at)["department"] == ["Water"]
    at.button(key="chip_department_Water").click().run()
    assert "department" not in at.query_params
    assert not said(at)


def test_a_filter_taken_off_by_its_chip_has_a_new_widget_that_cannot_send_the_old_value(sqlite_url):
    tiny.store()
    at = opened("dictionary", department="Water")
    before = chooser(at, "department").key
    at.button(key="chip_department_Water").click().run()
    assert chooser(at, "department").key != before
    assert chooser(at, "department").value == []


def test_another_portfolio_starts_without_the_dates_of_the_first(sqlite_url):
    tiny.store()
    tiny.store("empty", "Empty programme", filled=False)
    at = opened("dictionary", portfolio="tiny", department="Water")
    at.selectbox(key="shell_portfolio").set_value("empty").run()
    assert query(at) == {"portfolio": ["empty"]}
    assert not said(at)


def test_what_was_chosen_survives_a_menu_click_that_clears_the_address(sqlite_url):
    tiny.store()
    at = opened("dictionary", as_of="2026-03-31", department="Roads")
    at.query_params.clear()
    at.switch_page(str(entry("health").path)).run()
    assert query(at)["as_of"] == ["2026-03-31"]
    assert query(at)["department"] == ["Roads"]


def test_how_complete_a_date_is_stands_beside_it(sqlite_url):
    tiny.store()
    assert any("2 of 3 reported" in text.value for text in opened("dictionary").markdown)


def test_a_generated_portfolio_says_so_and_a_reported_one_does_not(sqlite_url):
    tiny.store()
    assert not any("Generated sample" in text.value for text in opened("dictionary").markdown)
    tiny.store("made", "Made up", origin="generated")
    assert any("Generated sample" in text.value for text in opened("dictionary", portfolio="made").markdown)


def test_a_view_can_be_saved_under_a_name_and_removed(sqlite_url):
    tiny.store()
    at = opened("dictionary", department="Water")
    at.text_input(key="shell_view_name").set_value("Water only").run()
    at.button(key="shell_view_save").click().run()
    assert not at.exception
    assert at.button(key="shell_view_remove_Water only")
    at.button(key="shell_view_remove_Water only").click().run()
    assert not [button for button in at.button if button.key == "shell_view_remove_Water only"]


def test_a_view_without_a_name_is_refused_in_words(sqlite_url):
    tiny.store()
    at = opened("dictionary")
    at.button(key="shell_view_save").click().run()
    assert any("no name" in caption.value for caption in at.caption)


def test_names_from_the_data_are_shown_as_written(sqlite_url):
    tiny.store(name="Water $5 and $6 _works_")
    at = opened("dictionary")
    assert "Water $5 and $6 _works_" in at.selectbox(key="shell_portfolio").options


def test_the_start_leads_to_the_portfolio_with_its_parameters(sqlite_url):
    tiny.store()
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    at.query_params["as_of"] = "2026-03-31"
    at.run()
    assert not at.exception
    assert query(at)["as_of"] == ["2026-03-31"]


@pytest.mark.parametrize(
    ("page", "heeded"),
    [("health", set()), ("people", {"shell_portfolio"}), ("audit", {"shell_portfolio"}), ("dictionary", None)],
)
def test_the_line_above_a_page_holds_only_what_the_page_heeds(page, heeded, sqlite_url):
    tiny.store()
    drawn = {widget.key for widget in opened(page).selectbox if (widget.key or "").startswith("shell_")}
    assert drawn == (heeded if heeded is not None else {"shell_portfolio", "shell_as_of", "shell_compare"})
