"""The main journeys, as people make them: the analyst's, the executive's, and the decision on a budget."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.driver import Visitor

DEPARTMENTS = ["Streets", "Parks", "Water"]
HEADER = (
    "As of,Project key,Name,Department,Phase,Priority,Approved baseline finish,Forecast finish,"
    "Approved budget,Forecast cost,Actual cost,RAG overall,RAG schedule,RAG cost"
)


def test_an_analyst_loads_a_file_and_an_executive_follows_it_to_a_decision(
    visit: Callable[[str], Visitor], address: str, tmp_path: Path
) -> None:
    visitor = visit(address)
    page = visitor.page
    visitor.open("portfolio_settings")
    page.get_by_label("Its name").fill("Northaven works")
    page.get_by_role("button", name="Create the portfolio").click()
    visitor.arrive("Upload")
    page.locator("input[type=file]").set_input_files(_file(tmp_path))
    page.get_by_text("49 rows read = 48 loaded + 0 repeated and collapsed + 0 refused + 1 skipped.").wait_for()
    page.get_by_role("button", name="Load 24 projects").click()
    page.get_by_role("link", name="See the portfolio as of 30 Sep 2026").click()
    visitor.arrive("Portfolio")
    expect(page.locator(".st-key-page_header")).to_contain_text("24 live projects")
    _open_first_project(page, _click_cell(visitor))
    visitor.arrive("Project")
    assert "ST-" in visitor.words()
    page.get_by_role("link", name="Budget").click()
    visitor.arrive("Budget")
    _move_budget(visitor)
    assert visitor.complaints() == []
    assert visitor.errors().count() == 0


def test_an_executive_opens_a_project_from_a_cell_of_the_sample(
    visit: Callable[[str], Visitor], sample_address: str
) -> None:
    visitor = visit(sample_address)
    visitor.open("portfolio")
    dialog = _click_cell(visitor)
    expect(dialog).to_contain_text("live project")
    _open_first_project(visitor.page, dialog)
    visitor.arrive("Project")
    assert "project=" in visitor.page.url
    assert visitor.complaints() == []


def test_moving_the_budget_of_the_sample_changes_what_it_buys(
    visit: Callable[[str], Visitor], sample_address: str
) -> None:
    visitor = visit(sample_address)
    visitor.open("budget")
    _move_budget(visitor)
    assert visitor.complaints() == []


def _click_cell(visitor: Visitor) -> Locator:
    """Click a cell of the heatmap as one does, on the picture, and return the dialog with its projects."""
    cell = visitor.page.locator(".st-key-portfolio_heatmap .scatterlayer .point").first
    cell.wait_for(state="attached")
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    assert box is not None
    visitor.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_test_id("stDataFrame").wait_for()
    visitor.settle()
    return dialog


def _open_first_project(page: Page, dialog: Locator) -> None:
    """Tick the first row of the table, which is drawn on a canvas: the box stands left of the first column."""
    table = dialog.get_by_test_id("stDataFrame").bounding_box()
    assert table is not None
    page.mouse.click(table["x"] + 16, table["y"] + 50)


def _move_budget(visitor: Visitor) -> None:
    """Take a step down on the slider of the total, and wait until the finding is another."""
    finding = visitor.page.locator(".st-key-page_header h1")
    before = finding.inner_text()
    slider = visitor.page.get_by_role("slider", name="Total budget")
    slider.focus()
    for _ in range(10):
        slider.press("ArrowLeft")
    expect(finding).not_to_have_text(before, timeout=60_000)


def _file(folder: Path) -> Path:
    """Two reports of 24 projects in three departments: a line above the header, commas in names, hyphens in keys."""
    lines = ["Capital report", HEADER]
    for as_of, later in (("2026-06-30", 0), ("2026-09-30", 2)):
        for number in range(24):
            colour = "RAGG"[(number + later) % 4]
            lines.append(
                f'{as_of},ST-{number:03},"Renewal, part {number}",{DEPARTMENTS[number % 3]},Design,{number % 5 + 1},'
                f"2027-{number % 9 + 1:02}-28,2027-{number % 9 + 1 + later:02}-28,"
                f"{1000000 + number * 50000},{1100000 + number * 52000},{200000 + later * 50000},{colour},{colour},G"
            )
    path = folder / "capital_report.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
