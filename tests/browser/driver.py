"""A visitor at the app: opens pages, resizes, changes theme, and hears every complaint of the browser."""

import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page, Request

Theme = Literal["light", "dark"]
SIZES = {"desk": (1440, 900), "phone": (390, 844)}
THEMES: tuple[Theme, ...] = ("light", "dark")
IDLE = '.stApp[data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
WORDS = """() => {
    const pictures = (element) => getComputedStyle(element).fontFamily.includes("Material Symbols");
    const icons = [...document.querySelectorAll("span")].filter(pictures);
    icons.forEach((icon) => icon.style.setProperty("display", "none", "important"));
    const words = document.body.innerText;
    icons.forEach((icon) => icon.style.removeProperty("display"));
    return words;
}"""
AWAIT_RUN = """() => {
    const app = document.querySelector(".stApp");
    const state = () => app.dataset.testScriptState;
    window.nextRun = new Promise((resolve, reject) => {
        let started = false;
        setTimeout(() => reject(new Error("The app did not run again.")), 30000);
        new MutationObserver((_, observer) => {
            started = started || state() !== "notRunning";
            if (started && state() === "notRunning") { observer.disconnect(); resolve(); }
        }).observe(app, { attributes: true });
    });
}"""
PLACE = """(selector) => {
    const found = document.querySelector(selector);
    const names = found ? [found.tagName.toLowerCase()] : [selector];
    for (let element = found; element; element = element.parentElement) {
        const key = [...element.classList].find((name) => name.startsWith("st-key-"));
        names.push(...[element.dataset.testid, key].filter(Boolean));
    }
    return names.reverse().join(" ");
}"""
LOCAL = {"127.0.0.1", "localhost", ""}
SECONDS_TO_START = 90


@dataclass(frozen=True, order=True)
class Barrier:
    """Something axe found: its rule, how bad it is, and the element.

    The element is told by the names around it that last: test ids of Streamlit's widgets and keys of our containers,
    from the outside in, then its tag. Generated class names change with every release.
    """

    rule: str
    impact: str
    element: str


class Visitor:
    """One browser window. `page` is Playwright's, for all that is not named here."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self._complaints: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._complaints.append(f"page error: {error}"))
        page.on("request", self._watch)

    def open(self, path: str = "", parameters: Mapping[str, str] | None = None) -> None:
        """Open a page by its address, as a link from a mail does, and wait until it is drawn."""
        query = f"?{urlencode(parameters)}" if parameters else ""
        self.page.goto(f"{self.address}/{path}{query}")
        self.settle()

    def settle(self) -> None:
        """Wait until the app has drawn what it was asked for, where a page is open."""
        if self.page.url == "about:blank":
            return
        self.page.locator(IDLE).wait_for(timeout=60_000)
        self.page.get_by_test_id("stSkeleton").first.wait_for(state="detached", timeout=60_000)

    def arrive(self, title: str) -> None:
        """Wait until the page of that title is drawn, however one came to it."""
        self.page.locator(".st-key-page_header").get_by_text(title, exact=True).wait_for(timeout=60_000)
        self.settle()

    def choose(self, label: str, value: str) -> None:
        """Choose from a list that several can be chosen from, by typing as much as is needed.

        A mouse that presses as soon as it arrives presses beside it: the list scrolls to what it points at.
        """
        self.page.get_by_label(label, exact=True).fill(value)
        self.page.get_by_role("option", name=value).wait_for()
        self.page.keyboard.press("Enter")

    def resize(self, size: str) -> None:
        """Change the window to "desk" or "phone" without opening the page anew."""
        width, height = SIZES[size]
        self.page.set_viewport_size({"width": width, "height": height})
        self.settle()

    def use_theme(self, theme: Theme) -> None:
        """Change the reader's system to light or dark without opening the page anew.

        Streamlit repaints its own widgets at once, and figures with the next run, so one is asked for.
        """
        self.page.emulate_media(color_scheme=theme)
        if self.page.url != "about:blank":
            self.page.wait_for_function(f"getComputedStyle(document.querySelector('.stApp')).colorScheme === '{theme}'")
            self.page.evaluate(AWAIT_RUN)
            self.page.keyboard.press("r")
            self.page.evaluate("window.nextRun")
        self.settle()

    def words(self) -> str:
        """All words on the screen; icons, which are words in a font of pictures, are left out."""
        return str(self.page.evaluate(WORDS))

    def errors(self) -> Locator:
        """The boxes in which Streamlit shows an exception."""
        return self.page.get_by_test_id("stException")

    def overflows(self) -> bool:
        """Whether the page must be scrolled sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))

    def complaints(self) -> list[str]:
        """Console errors, page errors and requests to outside hosts since the last call."""
        heard, self._complaints = self._complaints, []
        return heard

    def barriers(self) -> set[Barrier]:
        """What axe finds serious or critical on the page as it stands."""
        return {
            Barrier(violation["id"], violation["impact"], self.page.evaluate(PLACE, node["target"][0]))
            for violation in Axe().run(self.page).response["violations"]
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"]
        }

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._complaints.append(f"console: {message.text}")

    def _watch(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and (address.hostname or "") not in LOCAL:
            self._complaints.append(f"request to {address.hostname}")


def wait_until_up(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the app answers. Raises RuntimeError with its log where it ends or stays silent."""
    last_moment = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < last_moment and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The app did not start.\n{log.read_text(errors='replace')[-3000:]}")
