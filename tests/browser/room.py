"""A room in which a workshop is held: a facilitator before a console, a wall, and people with phones."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, WebSocketRoute, expect

from tests.browser.driver import Visitor

GONE = 4000
SAVED = "Saved. You can still change it."


class Phone:
    """One phone: what its browser keeps outlives its pages, as when it is locked and taken out again."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._context: BrowserContext = browser.new_context(viewport={"width": 390, "height": 844})
        self._context.route_web_socket("**/join/live", self._connect)
        self._lines: list[WebSocketRoute] = []
        self._cut = False
        self._address = address
        self.visitor = Visitor(self._context.new_page(), address)

    @property
    def page(self) -> Page:
        """The page that is open now."""
        return self.visitor.page

    def look(self, code: str) -> None:
        """Open the places of a workshop by its code."""
        self.page.goto(f"{self._address}/join?code={code}")

    def sit(self, words: str) -> None:
        """Tap a place and arrive at it."""
        self.page.get_by_role("button", name=words).click()
        self.page.get_by_text("Anonymous: nobody").wait_for()

    def answer(self, value: int) -> None:
        """Tap an answer and wait until the server has said that it is saved."""
        self.tap(value)
        expect(self.page.get_by_text(SAVED)).to_be_visible()

    def tap(self, value: int) -> None:
        """Tap an answer: 0 for equal, below for the left side, above for the right one."""
        self.page.locator(f'[data-key="answer{value}"]').click(timeout=15_000)

    def has_chosen(self, value: int) -> bool:
        """Whether this answer, and no other, is marked as one's own."""
        marked = self.page.locator("[aria-pressed=true]")
        return marked.count() == 1 and marked.get_attribute("data-key") == f"answer{value}"

    def drop_out(self) -> None:
        """Let the phone be locked for good: its page goes away."""
        self.page.close()

    def come_back(self) -> None:
        """Take the phone out again."""
        self.visitor = Visitor(self._context.new_page(), self._address)
        self.page.goto(f"{self._address}/join")

    @contextmanager
    def without_line(self) -> Iterator[None]:
        """Let the line be lost for a while: browsers put offline keep the connections they have."""
        self._cut = True
        for line in self._lines:
            line.close(code=GONE)
        expect(self.page.get_by_text("Line lost. Your answers are kept.")).to_be_visible(timeout=15_000)
        yield
        self._cut = False

    def _connect(self, line: WebSocketRoute) -> None:
        if self._cut:
            line.close(code=GONE)
            return
        line.connect_to_server()
        self._lines.append(line)

    def close(self) -> None:
        """Put the phone away."""
        self._context.close()


def step(console: Visitor, words: str, exact: bool = False) -> None:
    """Let a facilitator take a step."""
    console.page.get_by_role("button", name=words, exact=exact).click()


def told(screen: Visitor, words: str) -> None:
    """Wait until a screen says something."""
    expect(screen.page.get_by_text(words).first).to_be_visible(timeout=20_000)
