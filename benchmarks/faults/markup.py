"""Call everything by names that are markup, and look at every page: `python -m benchmarks.faults.markup`.

Takes the sample portfolio (or a copy of it, --database), renames everything in it, opens every page in Chromium, opens
what can be opened, moves over every chart, and uploads a file of such names. Prints JSON, page by page where something
was found: scripts that ran, requests to other hosts, links or pictures of a name's making, texts drawn as markup, and
boxes of exceptions; all must be 0. Then the same with the escaping of texts switched off, and with that of charts
switched off: each must be caught, else this trial is worth nothing. Leaves with 1 where a figure is missed.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from benchmarks.faults.markup_set import MARKERS, PAYLOADS, file, rename_everything, write_everything

ROOT: Final = Path(__file__).resolve().parents[2]
IDLE: Final = '.stApp[data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
OFF: Final = {
    "texts": "import ui.wording.markdown as m; m.plain = lambda text: text",
    "charts": "import html; html.escape = lambda text, quote=True: text",
}
SERVE: Final = (
    "{off}\nimport sys\nfrom streamlit.web.cli import main\nsys.argv = ['streamlit', 'run', 'app.py', *{line}]\nmain()"
)
LOOK: Final = """(markers) => {
    const elements = [...document.querySelectorAll("*")];
    const outside = (address) => {
        try {
            const place = new URL(address, location.href);
            if (place.protocol === "javascript:") return true;
            return place.protocol.startsWith("http") && place.host !== location.host;
        } catch { return true; }
    };
    const points = (element) => ["href", "src", "xlink:href", "action", "data"].some((name) =>
        element.hasAttribute(name) && outside(element.getAttribute(name)));
    return {
        scripts: window.ran || 0,
        links: elements.filter(points).map((element) => element.outerHTML.slice(0, 160)),
        hovered: window.hovered.length,
        anchors_in_charts: [...document.querySelectorAll(".js-plotly-plot svg a, .js-plotly-plot a[href]")].length,
        drawn: elements.filter((element) => !["SCRIPT", "STYLE", "TITLE", "TEXTAREA"].includes(element.tagName)
            && markers.includes(element.textContent.trim())).map((element) => element.outerHTML.slice(0, 160)),
        icons: elements.filter((element) => element.textContent === "skull").length
            + (document.body.innerText.match(/\\u{1F604}/gu) || []).length,
        maths: document.querySelectorAll(".katex").length,
        exceptions: document.querySelectorAll('[data-testid="stException"]').length,
    };
}"""
HEAR: Final = """(() => {
    window.hovered = [];
    new MutationObserver(() => document.querySelectorAll(".hoverlayer a").forEach((link) =>
        window.hovered.push(link.outerHTML.slice(0, 160)))).observe(document, {childList: true, subtree: true});
})()"""
"""Remembers every link that a label beside the pointer held, however briefly."""
FIGURES: Final = (
    "scripts",
    "requests",
    "links",
    "anchors_in_charts",
    "hovered",
    "drawn",
    "icons",
    "maths",
    "exceptions",
)


@contextmanager
def served(database: Path, port: int, off: str = "") -> Iterator[str]:
    """Start the app on a database, with some escaping switched off if named; yields its address."""
    line = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    command = [sys.executable, "-c", SERVE.format(off=OFF.get(off, ""), line=line)]
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}", "BELLWETHER_TRAIN": "manual"}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
                break
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError("The app did not start; start it by hand to see why.") from None
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(10)


class Looker:
    """A window that counts what names have brought about."""

    def __init__(self, page: Any, address: str) -> None:
        self._page, self._address = page, address
        self._outside: list[str] = []
        page.add_init_script(HEAR)
        page.on("request", lambda request: self._heard(request.url))
        page.on("dialog", lambda dialog: (self._outside.append("dialog"), dialog.dismiss()))

    def _heard(self, address: str) -> None:
        place = urlsplit(address)
        if place.scheme in ("http", "https", "ws", "wss") and place.hostname != "127.0.0.1":
            self._outside.append(address)

    def look(self, page: str, query: dict[str, str]) -> dict[str, Any]:
        """Open a page and all that can be opened on it; return what was found there."""
        self._page.goto(f"{self._address}/{page}{'?' + urlencode(query) if query else ''}")
        self._settle()
        if page == "upload":
            self._upload()
        for summary in self._page.locator('[data-testid="stExpander"] summary').all()[:12]:
            self._try(summary)
        for tab in self._page.get_by_role("tab").all()[:8]:
            self._try(tab)
        self._hover()
        return self._found()

    def _found(self) -> dict[str, Any]:
        outside, self._outside = self._outside, []
        return {**self._page.evaluate(LOOK, list(MARKERS)), "requests": outside}

    def _settle(self) -> None:
        self._page.locator(IDLE).wait_for(timeout=90_000)
        self._page.get_by_test_id("stSkeleton").first.wait_for(state="detached", timeout=60_000)

    def _try(self, what: Any) -> None:
        if what.is_visible():
            what.evaluate("(element) => element.click()", timeout=3_000)
            self._settle()

    def _upload(self) -> None:
        name = f"{PAYLOADS[1]} {PAYLOADS[5]} {PAYLOADS[12]}.csv".replace("/", "\u2215")
        content = {"name": name, "mimeType": "text/csv", "buffer": file()}
        self._page.locator('input[type="file"]').first.set_input_files(content)
        self._page.get_by_text("Take another file").first.wait_for(timeout=60_000)
        self._settle()

    def _hover(self) -> None:
        for chart in self._page.locator(".js-plotly-plot").all()[:12]:
            chart.scroll_into_view_if_needed(timeout=3_000)
            box = chart.bounding_box()
            for at in range(40) if box else ():
                across, down = (at % 8 + 0.5) / 8, (at // 8 + 0.5) / 5
                self._page.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"])
                self._page.wait_for_timeout(30)


def toured(looker: Looker, stems: Sequence[str], projects: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return what was found on each page, under its address."""
    visits: list[tuple[str, dict[str, str]]] = []
    for stem in stems:
        visits += [(stem, {"project": key}) for key in projects] if stem == "project" else [(stem, {})]
    told = {}
    for stem, query in visits:
        found = looker.look(stem, query)
        told[" ".join([stem, *query.values()])] = found
        print(stem, *query.values(), {name: found[name] for name in FIGURES if found[name]}, file=sys.stderr)
    return told


def total(told: dict[str, dict[str, Any]]) -> dict[str, int]:
    """Return how many of each there were over all pages."""
    amount = {name: [one[name] for one in told.values()] for name in FIGURES}
    return {name: sum(len(one) if isinstance(one, list) else one for one in found) for name, found in amount.items()}


def prepared(folder: Path, given: Path | None) -> tuple[Path, list[str]]:
    """Return a database in which everything is called so, and the projects to look at."""
    path = folder / "markup.db"
    os.environ["DATABASE_URL"] = f"sqlite:///{path}"
    if given:
        shutil.copyfile(given, path)
    from data_access import database
    from services import sample

    database.upgrade()
    if not given:
        sample.load(lambda *_: None)
    rename_everything(path)
    projects = write_everything()
    return path, projects


def main() -> int:
    """Run the trial and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", type=Path, help="SQLite file with the sample portfolio, which is copied")
    parser.add_argument("--browser", default=shutil.which("chromium") or "", help="path of Chromium")
    parser.add_argument("--port", type=int, default=8663)
    parser.add_argument("--pages", nargs="*", help="only these pages, and no control")
    parser.add_argument("--controls-only", action="store_true", help="only the control")
    asked = parser.parse_args()
    from playwright.sync_api import sync_playwright

    from ui.navigation import ENTRIES

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path, projects = prepared(Path(folder), asked.database)
        flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=asked.browser or None, args=flags)
        stems = [] if asked.controls_only else asked.pages or [entry.stem for entry in ENTRIES]

        def run(off: str, pages: Sequence[str]) -> dict[str, dict[str, Any]]:
            with served(path, asked.port, off) as address:
                window = browser.new_context(viewport={"width": 1440, "height": 900})
                told = toured(Looker(window.new_page(), address), pages, projects[:1] if off else projects)
                window.close()
            return told

        told = run("", stems) if stems else {}
        controls = {} if asked.pages else {off: total(run(off, ["portfolio", "alignment", "project"])) for off in OFF}
    dirty = {page: found for page, found in told.items() if any(found[name] for name in FIGURES)}
    print(json.dumps({"pages": len(told), **total(told), "found": dirty, "controls": controls}, indent=2))
    return int(bool(dirty) or not all(any(found.values()) for found in controls.values()))


if __name__ == "__main__":
    sys.exit(main())
