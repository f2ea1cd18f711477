"""The Slip risk page as its tests open it, through the shell."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from ui.navigation import entry

ROOT = Path(__file__).resolve().parents[2]


def opened(**query: str) -> AppTest:
    """Return the page as it is drawn at an address."""
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.switch_page(str(entry("slip_risk").path))
    at.run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    """Return what is said in titles, headers, text and captions."""
    said = [*at.title, *at.header, *at.markdown, *at.caption]
    return " ".join(item.value for item in said).replace("\\", "")
