"""The board of the Budget page, as a hand moves its cards: by mouse and from the keyboard."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.driver import Visitor

PRICE = re.compile(r"by hand (costs|brings) .*(points? of value|nothing)")


def test_a_card_dragged_to_the_other_column_is_decided_and_tells_its_price(
    visit: Callable[[str], Visitor], sample_address: str
) -> None:
    visitor = visit(sample_address)
    board, said = _opened(visitor)
    card = board.locator("ul[data-side=out] li").nth(1)
    name = card.locator(".name").inner_text()
    _hold_over(visitor, card, board.locator("ul[data-side=in]"))
    expect(board.locator(".ghost .price")).to_have_text(re.compile("costs|brings"), timeout=30_000)
    visitor.page.mouse.up()
    expect(said).to_have_text(re.compile(f"^{re.escape(name)} put in {PRICE.pattern}"), timeout=30_000)
    funded = board.locator("ul[data-side=in] li").first
    expect(funded).to_contain_text(name)
    expect(funded).to_contain_text("by hand")
    expect(visitor.page.get_by_role("button", name=f"Remove {name}")).to_be_visible()
    expect(visitor.page.get_by_text("1 project decided by hand")).to_be_visible()
    _hold_over(visitor, funded, board.locator("ul[data-side=out]"))
    visitor.page.mouse.up()
    expect(said).to_have_text(re.compile(f"^{re.escape(name)} (let go|is no longer)"), timeout=30_000)
    expect(board.locator(".by-hand")).to_have_count(0)
    assert visitor.complaints() == []


def test_a_card_let_fall_elsewhere_or_given_up_with_escape_stays_where_it_was(
    visit: Callable[[str], Visitor], sample_address: str
) -> None:
    visitor = visit(sample_address)
    board, said = _opened(visitor)
    before = board.locator("ul[data-side=out] li .name").all_inner_texts()
    _hold_over(visitor, board.locator("ul[data-side=out] li").first, board.locator("ul[data-side=in]"))
    visitor.page.keyboard.press("Escape")
    visitor.page.mouse.up()
    _hold_over(visitor, board.locator("ul[data-side=out] li").first, board.locator("ul[data-side=out] li").nth(2))
    visitor.page.mouse.up()
    expect(board.locator(".ghost")).to_have_count(0)
    assert board.locator("ul[data-side=out] li .name").all_inner_texts() == before
    expect(said).to_have_text("")


def test_the_keyboard_goes_from_card_to_card_and_decides(visit: Callable[[str], Visitor], sample_address: str) -> None:
    visitor = visit(sample_address)
    board, said = _opened(visitor)
    name = board.locator("ul[data-side=in] li .name").nth(1).inner_text()
    board.locator("ul[data-side=out] button").first.focus()
    for key in ("ArrowLeft", "ArrowDown", "Enter"):
        visitor.page.keyboard.press(key)
    expect(said).to_have_text(re.compile(f"^{re.escape(name)} taken out {PRICE.pattern}"), timeout=30_000)
    # The focus goes with the card, whose button now lets go of it.
    expect(board.locator("ul[data-side=out] li:focus-within")).to_contain_text(name)
    visitor.page.keyboard.press("Enter")
    expect(said).to_have_text(re.compile(f"^{re.escape(name)} (let go|is no longer)"), timeout=30_000)


def test_the_board_fits_a_phone_and_bars_nobody(visit: Callable[[str], Visitor], sample_address: str) -> None:
    visitor = visit(sample_address)
    board, said = _opened(visitor)
    board.locator("ul[data-side=out] button").first.click()
    expect(said).to_have_text(PRICE, timeout=30_000)
    for size, theme in (("phone", "light"), ("desk", "dark")):
        visitor.resize(size)
        visitor.use_theme(theme)
        assert not visitor.overflows()
        assert [found for found in visitor.barriers() if "budget_board" in found.element] == []


def _opened(visitor: Visitor) -> tuple[Locator, Locator]:
    """Open the page at its board, choosing freely; return the board and the line with the price."""
    visitor.open("budget", {"budget_look": "Board", "budget_keep": "false"})
    board = visitor.page.locator(".st-key-budget_board")
    board.locator("li").first.wait_for()
    board.scroll_into_view_if_needed()
    return board, board.get_by_role("status")


def _hold_over(visitor: Visitor, card: Locator, other: Locator) -> None:
    """Take a card by the mouse and hold it over something else."""
    held, there = card.bounding_box(), other.bounding_box()
    assert held is not None
    assert there is not None
    mouse = visitor.page.mouse
    mouse.move(held["x"] + 30, held["y"] + 12)
    mouse.down()
    mouse.move(held["x"] + 45, held["y"] + 15, steps=3)
    mouse.move(there["x"] + 60, there["y"] + 40, steps=8)
