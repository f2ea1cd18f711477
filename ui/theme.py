"""Colours of the product in light and dark, and how far two colours stand apart."""

from dataclasses import dataclass
from typing import Literal

StatusStep = Literal["G", "A/G", "A", "A/R", "R", "none"]

STATUS_LETTERS: dict[int, StatusStep] = {1: "G", 2: "A/G", 3: "A", 4: "A/R", 5: "R"}
STATUS_WORDS: dict[StatusStep, str] = {
    "G": "Green",
    "A/G": "Amber to green",
    "A": "Amber",
    "A/R": "Amber to red",
    "R": "Red",
    "none": "Not reported",
}


@dataclass(frozen=True)
class Palette:
    """All colours one theme draws with, as #rrggbb.

    `status` colours marks, `status_text` the same steps as text on `background`. `sequential` runs from
    the least to the most; `diverging` from the most negative (brown) over the middle to the most positive (teal).
    """

    name: Literal["light", "dark"]
    background: str
    surface: str
    text: str
    muted: str
    grid: str
    accent: str
    other: str
    status: dict[StatusStep, str]
    status_text: dict[StatusStep, str]
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]
    categorical: tuple[str, ...]


LIGHT = Palette(
    name="light",
    background="#FFFFFF",
    surface="#F4F6F9",
    text="#10141D",
    muted="#5B6472",
    grid="#E3E7ED",
    accent="#1E5FA8",
    other="#8A8F98",
    status={
        "G": "#2E7D5B",
        "A/G": "#8DAA3F",
        "A": "#E0A100",
        "A/R": "#D9692B",
        "R": "#B3261E",
        "none": "#8A8F98",
    },
    status_text={
        "G": "#226247",
        "A/G": "#566B1F",
        "A": "#7D5A00",
        "A/R": "#A34713",
        "R": "#B3261E",
        "none": "#5B6472",
    },
    sequential=("#EEF4FB", "#D6E5F5", "#B9D3ED", "#94BCE2", "#6BA1D4", "#4686C4", "#2A6CAF", "#1A5493", "#0F3D73"),
    diverging=("#7A4A12", "#A8732E", "#CFA366", "#E6CFA8", "#F2F2F0", "#B5DAD4", "#6FB7AD", "#2F8C82", "#0B5E57"),
    categorical=("#1E5FA8", "#B5651D", "#3C8D7C", "#8A4F9E", "#7A7A2A", "#C2506B", "#4F6D8F", "#6B4A3A"),
)

DARK = Palette(
    name="dark",
    background="#12161D",
    surface="#1B212B",
    text="#E8ECF2",
    muted="#A3ADBB",
    grid="#2C3542",
    accent="#6CA8E8",
    other="#8D949F",
    status={
        "G": "#4FAE85",
        "A/G": "#A9C45C",
        "A": "#F0BC3C",
        "A/R": "#EB8B52",
        "R": "#E8675E",
        "none": "#9AA1AC",
    },
    status_text={
        "G": "#6CC79F",
        "A/G": "#B9D36F",
        "A": "#F0BC3C",
        "A/R": "#F09C69",
        "R": "#F2867E",
        "none": "#A3ADBB",
    },
    sequential=("#182230", "#1B2E45", "#1E3D60", "#23507F", "#2C669F", "#3F7FBD", "#619CD4", "#8DBAE6", "#BFDAF4"),
    diverging=("#E3B36C", "#B98A4A", "#86632F", "#50401F", "#252A31", "#1D4743", "#27706A", "#3FA096", "#7FD3C9"),
    categorical=("#6CA8E8", "#E39A56", "#5DBFA9", "#C08AD4", "#B9B95A", "#EC8AA3", "#93B1D6", "#BF9A86"),
)


def palette(kind: str | None) -> Palette:
    """Return the palette of a theme; anything but "dark" is light."""
    return DARK if kind == "dark" else LIGHT


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance).

    >>> round(contrast("#000000", "#FFFFFF"))
    21
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(fill: str, palette: Palette) -> str:
    """Return a text colour that can be read on a fill: the theme's own where that is enough, else black or white.

    >>> ink_on("#0F3D73", LIGHT), ink_on("#EEF4FB", LIGHT)
    ('#FFFFFF', '#10141D')
    """
    own = max((palette.text, palette.background), key=lambda ink: contrast(ink, fill))
    return own if contrast(own, fill) >= 4.5 else max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ink, fill))


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
