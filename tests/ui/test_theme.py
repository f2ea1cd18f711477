"""Colours that can be read, in light and in dark."""

import re
import tomllib
from pathlib import Path

import pytest

from ui.theme import DARK, LIGHT, Palette, contrast, ink_on, palette

ROOT = Path(__file__).resolve().parents[2]
BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda colours: colours.name)


def test_contrast_of_black_and_white_is_the_largest():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1


def test_contrast_agrees_with_a_published_pair():
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@BOTH
def test_text_and_quiet_text_can_be_read_on_both_grounds(colours: Palette):
    for ground in (colours.background, colours.surface):
        assert contrast(colours.text, ground) >= 4.5
        assert contrast(colours.muted, ground) >= 4.5


@BOTH
def test_status_words_can_be_read_on_the_background(colours: Palette):
    assert [step for step, ink in colours.status_text.items() if contrast(ink, colours.background) < 4.5] == []


@BOTH
def test_text_on_every_filled_mark_can_be_read(colours: Palette):
    fills = [*colours.status.values(), *colours.sequential, *colours.diverging]
    assert [fill for fill in fills if contrast(ink_on(fill, colours), fill) < 4.5] == []


@BOTH
def test_categories_and_the_accent_stand_out_from_the_background(colours: Palette):
    marks = [*colours.categorical, colours.accent, colours.other]
    assert [mark for mark in marks if contrast(mark, colours.background) < 3] == []


def test_dark_status_marks_stand_out_from_the_background():
    assert [mark for mark in DARK.status.values() if contrast(mark, DARK.background) < 3] == []


def test_letters_of_status_in_tables_can_be_read_in_white():
    assert [ink for ink in LIGHT.status_text.values() if contrast("#FFFFFF", ink) < 4.5] == []


@BOTH
def test_the_magnitude_scale_runs_away_from_the_background(colours: Palette):
    away = [contrast(step, colours.background) for step in colours.sequential]
    assert away == sorted(away)


@BOTH
def test_a_status_colour_never_stands_for_a_category(colours: Palette):
    assert not set(colours.categorical) & set(colours.status.values())


def test_only_dark_is_dark():
    assert (palette("dark"), palette("light"), palette(None)) == (DARK, LIGHT, LIGHT)


@BOTH
def test_the_settings_of_the_interface_use_the_same_colours(colours: Palette):
    told = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"][colours.name]
    assert told["backgroundColor"] == colours.background
    assert told["secondaryBackgroundColor"] == colours.surface
    assert told["textColor"] == colours.text
    assert told["chartCategoricalColors"] == list(colours.categorical)
    assert contrast(told["primaryColor"], "#FFFFFF") >= 4.5
    assert contrast(told["primaryColor"], colours.background) >= 3


def test_the_stylesheet_aims_only_at_our_own_containers():
    style = (ROOT / "ui" / "static" / "bellwether.css").read_text()
    assert not re.search(r"data-testid|st-emotion|stApp|block-container", style)
    heads = [head for head in re.findall(r"([^{}]+)\{", style) if not head.strip().startswith("@")]
    assert heads
    assert [head for head in heads if "st-key-" not in head] == []


def test_nothing_asks_for_unsafe_html_or_an_emoji():
    sources = [path.read_text() for folder in ("ui", "pages") for path in (ROOT / folder).rglob("*.py")]
    assert sources
    assert not any("unsafe_allow" in source for source in sources)
    assert not any(re.search("[\U0001f300-\U0001faff]", source) for source in sources)
