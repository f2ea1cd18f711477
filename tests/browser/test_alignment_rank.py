"""Objectives put in order by hand: by mouse and from the keyboard; and the drawers of the page bar nobody."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.driver import Visitor

DRAWERS = (
    "Ratings of one project, with evidence",
    "Weigh them by judgments",
    "Rate by a number",
    "How firm the ranking is",
    "Gaps and drift",
    "Versions of the objectives",
)


def test_an_objective_is_dragged_up_and_the_weights_follow(
    visit: Callable[[str], Visitor], sample_address: str
) -> None:
    visitor = visit(sample_address)
    items = _opened(visitor)
    third, first = items.nth(2).locator(".name").inner_text(), items.first.locator(".name").inner_text()
    held = items.nth(2).bounding_box()
    top = items.first.bounding_box()
    assert held is not None
    assert top is not None
    mouse = visitor.page.mouse
    mouse.move(held["x"] + 20, held["y"] + 20)
    mouse.down()
    mouse.move(held["x"] + 20, top["y"] + 4, steps=12)
    mouse.up()
    expect(items.first.locator(".name")).to_have_text(third)
    expect(items.nth(1).locator(".name")).to_have_text(first)
    expect(visitor.page.get_by_text("would change places")).to_be_visible(timeout=30_000)
    assert visitor.complaints() == []


def test_the_arrow_keys_move_what_has_the_focus_and_say_where_it_is(
    visit: Callable[[str], Visitor], sample_address: str
) -> None:
    visitor = visit(sample_address)
    items = _opened(visitor)
    name, many = items.nth(1).locator(".name").inner_text(), items.count()
    visitor.page.get_by_role("button", name=f"Move {name}").focus()
    visitor.page.keyboard.press("ArrowUp")
    expect(items.first.locator(".name")).to_have_text(name)
    said = visitor.page.locator("[class*=st-key-alignment_rank]").get_by_role("status")
    expect(said).to_have_text(f"{name} is now 1 of {many}")
    expect(visitor.page.get_by_role("button", name=f"Move {name}")).to_be_focused()
    visitor.page.keyboard.press("ArrowDown")
    expect(items.nth(1).locator(".name")).to_have_text(name)


@pytest.mark.parametrize(("size", "theme"), [("phone", "dark")])
def test_every_drawer_fits_and_bars_nobody(
    visit: Callable[[str], Visitor], sample_address: str, size: str, theme: str
) -> None:
    visitor = visit(sample_address)
    visitor.open("alignment")
    visitor.resize(size)
    visitor.use_theme(theme)
    visitor.open("alignment")
    allowed = visitor.barriers()
    for drawer in DRAWERS:
        visitor.page.get_by_text(drawer, exact=True).click()
        visitor.settle()
    assert not visitor.overflows()
    assert {found.rule for found in visitor.barriers()} - {found.rule for found in allowed} == set()
    assert visitor.complaints() == []


def _opened(visitor: Visitor) -> Locator:
    """Open the page with the list that is put in order; return its items."""
    visitor.open("alignment")
    visitor.page.get_by_text("Weigh them by judgments", exact=True).click()
    visitor.page.get_by_text("By rank", exact=True).click()
    items = visitor.page.locator("[class*=st-key-alignment_rank] li")
    items.first.wait_for()
    items.first.scroll_into_view_if_needed()
    return items
