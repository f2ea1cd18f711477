"""Every page, opened once on the sample portfolio, then seen at both sizes and in both themes."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.driver import SIZES, THEMES, Barrier, Visitor
from ui.navigation import ENTRIES

ALLOWED = tomllib.loads(Path(__file__).with_name("axe_allowed.toml").read_text(encoding="utf-8"))["allowed"]
PARAMETERS = {"project": {"project": "TRN-0025-R"}}
# The dictionary and the upload page name columns as files name them.
NAMES_COLUMNS = {"dictionary", "upload"}
COLUMN_NAME = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
NO_VALUE = re.compile(r"\b(?:nan|NaN|NaT|undefined|null)\b")
NONE = re.compile(r"^\s*None\s*$", re.MULTILINE)
# On this page it is a rating: the project does nothing for the objective.
RATES_NONE = {"alignment"}
# The wall of a room bears neither menu nor heading of the application.
SAYS = {"wall": "Open the wall from the page of a workshop."}


@dataclass(frozen=True)
class Look:
    """One page as it stood at one size in one theme."""

    size: str
    theme: str
    complaints: tuple[str, ...]
    exceptions: int
    overflows: bool
    barriers: frozenset[Barrier]
    words: str


@pytest.fixture(scope="module")
def looks(browser: Browser, sample_address: str) -> dict[str, list[Look]]:
    """What was seen of each page, by its address; each is opened once."""
    visitor = Visitor(browser.new_page(), sample_address)
    seen: dict[str, list[Look]] = {}
    for entry in ENTRIES:
        visitor.resize("desk")
        visitor.use_theme("light")
        visitor.open(entry.stem, PARAMETERS.get(entry.stem))
        seen[entry.stem] = [_look(visitor, size, theme) for size in SIZES for theme in THEMES]
    return seen


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.stem)
def test_a_page_shows_what_it_is_about_and_nothing_broken(entry, looks: dict[str, list[Look]]) -> None:
    for look in looks[entry.stem]:
        place = f"{entry.stem}, {look.size}, {look.theme}"
        assert SAYS.get(entry.stem, entry.title) in look.words, place
        assert look.complaints == (), place
        assert look.exceptions == 0, place
        assert not look.overflows, place


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.stem)
def test_a_page_speaks_in_words(entry, looks: dict[str, list[Look]]) -> None:
    for look in looks[entry.stem]:
        assert NO_VALUE.findall(look.words) == []
        if entry.stem not in RATES_NONE:
            assert NONE.findall(look.words) == []
        if entry.stem not in NAMES_COLUMNS:
            assert COLUMN_NAME.findall(look.words) == []


def test_axe_finds_nothing_serious_in_what_we_draw(looks: dict[str, list[Look]]) -> None:
    unexplained = [
        (page, look.size, look.theme, barrier)
        for page, seen in looks.items()
        for look in seen
        for barrier in look.barriers
        if not any(_covers(allowance, barrier) for allowance in ALLOWED)
    ]
    assert unexplained == []


def test_every_allowance_still_occurs(looks: dict[str, list[Look]]) -> None:
    found = {barrier for seen in looks.values() for look in seen for barrier in look.barriers}
    stale = [allowance for allowance in ALLOWED if not any(_covers(allowance, barrier) for barrier in found)]
    assert stale == []


def _covers(allowance: dict[str, str], barrier: Barrier) -> bool:
    return allowance["rule"] == barrier.rule and re.search(allowance["element"], barrier.element) is not None


def _look(visitor: Visitor, size: str, theme: str) -> Look:
    visitor.resize(size)
    visitor.use_theme(theme)
    return Look(
        size=size,
        theme=theme,
        complaints=tuple(visitor.complaints()),
        exceptions=visitor.errors().count(),
        overflows=visitor.overflows(),
        barriers=frozenset(visitor.barriers()),
        words=visitor.words(),
    )
