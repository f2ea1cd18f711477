"""Print the path of a browser for the tests, installed first where there is none.

In order: the one named by BELLWETHER_BROWSER; a chromium or chrome on PATH; Debian's own package where that may be
installed; the one that Playwright brings.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
MISSING = "The tests need a browser: install chromium, or name one in BELLWETHER_BROWSER."


class NoBrowser(Exception):
    """No browser was found, or the one named does not answer."""


def find() -> str | None:
    """Path of a browser that is here already, None where there is none.

    Raises NoBrowser where BELLWETHER_BROWSER names one that does not answer.
    """
    named = os.environ.get("BELLWETHER_BROWSER")
    if named:
        if not _answers(named):
            raise NoBrowser(f"BELLWETHER_BROWSER names '{named}', which does not answer --version.")
        return named
    on_path = (shutil.which(name) for name in NAMES)
    found = next((path for path in on_path if path and _answers(path)), None) or _playwrights()
    return found if _answers(found) else None


def install() -> str:
    """Path of a browser, installed now. Raises NoBrowser where none could be."""
    is_debian = "\nID=debian" in "\n" + _text(Path("/etc/os-release"))
    if is_debian and os.geteuid() == 0:
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation")
    else:
        _run(sys.executable, "-m", "playwright", "install", "chromium")
    path = find()
    if path is None:
        raise NoBrowser(MISSING)
    return path


def main() -> int:
    """Print the path; 1 and one sentence where there is no browser."""
    try:
        print(find() or install())
    except NoBrowser as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _answers(path: str) -> bool:
    # A wrapper may complain on stderr and still work: the words on stdout decide.
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "chrom" in answer.stdout.lower()


def _playwrights() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _run(*command: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, stdout=sys.stderr, env=environment, timeout=1200, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise NoBrowser(f"{MISSING} ('{' '.join(command)}' failed.)") from error


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
