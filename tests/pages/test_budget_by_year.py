"""The look By year of the Budget page through the shell: further limits against what the choice takes, and funds."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.services import harbour
from ui.navigation import entry

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def works(sqlite_url):
    return harbour.store()


def opened(**query: str | list[str]) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    for key, value in {"budget_look": "By year", **query}.items():
        at.query_params[key] = value
    at.switch_page(str(entry("budget").path))
    at.run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    return " ".join(part.value for part in (*at.markdown, *at.caption)).replace("\\", "")


def test_where_nothing_else_is_limited_that_is_said_and_funds_are_listed(works):
    at = opened()
    assert "Only money by year is limited." in words(at)
    funds = at.dataframe[-1].value
    assert set(funds["Fund"]) == {"Grant", "Levy"}


def test_each_further_limit_stands_beside_what_the_choice_takes(works):
    at = opened(budget_also=["Opex FY27", "Levy FY27", "Engineer FY27"])
    table = at.dataframe[-2].value.set_index("Limit")
    assert table["Kind"].to_dict() == {"Opex FY27": "Running cost", "Levy FY27": "Fund", "Engineer FY27": "People"}
    assert table.loc["Engineer FY27", "There is"] == "3 FTE"
    assert "the tightest of 3 further limits" in words(at)
