"""A link from a mail, opened before anybody else has opened anything."""

import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.browser.driver import Visitor


def test_an_address_opened_on_a_cold_server_shows_that_page_with_its_parameters(
    start_app: Callable[[str], str], visit: Callable[[str], Visitor], sample_template: Path, tmp_path: Path
) -> None:
    shutil.copyfile(sample_template, tmp_path / "cold.db")
    visitor = visit(start_app(f"sqlite:///{tmp_path / 'cold.db'}"))
    visitor.open("slip_risk", {"portfolio": "sample", "as_of": "2025-06-30", "phase": "Design"})
    visitor.arrive("Slip risk")
    address = urlsplit(visitor.page.url)
    parameters = parse_qs(address.query)
    assert address.path == "/slip_risk"
    assert (parameters["portfolio"], parameters["as_of"], parameters["phase"]) == (
        ["sample"],
        ["2025-06-30"],
        ["Design"],
    )
    chosen = visitor.page.get_by_role("combobox").evaluate_all("all => all.map((one) => one.value)")
    assert "As of 30 Jun 2025" in chosen
    assert visitor.complaints() == []


def test_an_empty_database_teaches_instead_of_failing(visit: Callable[[str], Visitor], address: str) -> None:
    visitor = visit(address)
    visitor.open("budget")
    visitor.page.get_by_text("There is no portfolio yet").wait_for()
    assert visitor.errors().count() == 0
    assert visitor.complaints() == []
