"""Small multiples that stand in one row of the list of projects, as images: forecasts as a line, statuses as cells."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from ui.theme import Palette, StatusStep, ink_on

TRAIL_WIDTH, TRAIL_HEIGHT, EDGE = 168.0, 46.0, 4.0
LABEL, CELL, ROW, HEAD = 62, 44, 16, 13
GAP = 4
"""Between two labels, in pixels."""
WIDE = 0.57
"""How wide a letter can be of its size: an image is drawn in whatever font the reader's computer has."""
EVIDENCE = "Computed"
"""The line whose cells are ringed where they contradict what is reported."""
FONT = "font-family='Source Sans, Segoe UI, Helvetica, Arial, sans-serif'"


def trail(reports: pd.DataFrame, palette: Palette) -> str | None:
    """Return the forecast finish at each report as a line, later is higher, over the approved finish in grey.

    Parameters
    ----------
    reports : DataFrame
        as_of, forecast_finish, approved_baseline_finish by date; None without two known forecasts.
    """
    known = reports[reports["forecast_finish"].notna()]
    if len(known) < 2:
        return None
    across = _place(known["as_of"], known["as_of"], TRAIL_WIDTH)
    finishes = pd.concat([known["forecast_finish"], known["approved_baseline_finish"].dropna()])
    down = TRAIL_HEIGHT - _place(known["forecast_finish"], finishes, TRAIL_HEIGHT)
    drawn = ""
    based = known["approved_baseline_finish"].notna().to_numpy()
    if based.any():
        approved = TRAIL_HEIGHT - _place(known["approved_baseline_finish"][based], finishes, TRAIL_HEIGHT)
        drawn += _steps(across[based], approved, palette.other, "3 2", 1.2)
    drawn += _steps(across, down, palette.accent, "", 1.8)
    drawn += f"<circle cx='{across.iloc[-1]:.1f}' cy='{down.iloc[-1]:.1f}' r='3' fill='{palette.accent}'/>"
    return _svg(TRAIL_WIDTH, TRAIL_HEIGHT, drawn)


def strip_width(dimensions: int) -> int:
    """Return how wide a strip of so many dimensions is drawn, in pixels."""
    return LABEL + CELL * dimensions


def strip(
    lines: Mapping[str, Sequence[StatusStep | None]],
    dimensions: Sequence[str],
    marked: Sequence[str],
    palette: Palette,
) -> str:
    """Return statuses as cells with letters: a line per source, a column per dimension.

    A step of None leaves the cell out (this source says nothing of that dimension); the computed cells of the
    dimensions `marked` are ringed: they are reported green.
    """
    width, height = strip_width(len(dimensions)), HEAD + ROW * len(lines)
    drawn = ""
    for place, name in enumerate(dimensions):
        middle = LABEL + CELL * (place + 0.5)
        drawn += _text(middle, HEAD - 4, name, palette.muted, 10, "middle", room=CELL - GAP)
    for down, (label, steps) in enumerate(lines.items()):
        evidence = label == EVIDENCE
        top = HEAD + ROW * down
        drawn += _text(0, top + 12, label, palette.muted, 11, "start", room=LABEL - GAP)
        for place, step in enumerate(steps):
            ring = evidence and dimensions[place] in marked
            drawn += "" if step is None else _cell(LABEL + CELL * place, top, step, ring, palette)
    return _svg(width, height, drawn)


def _cell(left: float, top: float, step: StatusStep, ring: bool, palette: Palette) -> str:
    fill = "none" if step == "none" else palette.status[step]
    ink = palette.muted if step == "none" else ink_on(fill, palette)
    edge = f" stroke='{palette.text}' stroke-width='2'" if ring else ""
    box = f"<rect x='{left + 2}' y='{top + 1}' width='{CELL - 4}' height='{ROW - 3}' rx='2' fill='{fill}'{edge}/>"
    letter = "–" if step == "none" else step
    return box + _text(left + CELL / 2, top + 11.5, letter, ink, 11, "middle", bold=step != "none")


def _text(
    x: float, y: float, words: str, ink: str, size: int, anchor: str, *, bold: bool = False, room: float | None = None
) -> str:
    """Return words at a place; those that a wide font would draw beyond their `room` are fitted into it."""
    weight = " font-weight='600'" if bold else ""
    fitted = room is not None and len(words) * WIDE * size > room
    length = f" textLength='{room:.0f}' lengthAdjust='spacingAndGlyphs'" if fitted else ""
    return (
        f"<text x='{x:.1f}' y='{y:.1f}' fill='{ink}' font-size='{size}' text-anchor='{anchor}' {FONT}{weight}{length}>"
        f"{escape(words)}</text>"
    )


def _place(values: pd.Series, among: pd.Series, length: float) -> pd.Series:
    """Return where dates lie on an axis of a length, in its middle where all are one."""
    low, high = among.min(), among.max()
    if high == low:
        return pd.Series(length / 2, index=values.index)
    share: Any = (values - low) / (high - low)
    return EDGE + share * (length - 2 * EDGE)


def _steps(across: pd.Series, down: pd.Series, colour: str, dash: str, width: float) -> str:
    """Return a line that holds each value until the next report."""
    points, before = [], None
    for x, y in zip(across, down, strict=True):
        if before is not None and y != before:
            points.append(f"{x:.1f},{before:.1f}")
        points.append(f"{x:.1f},{y:.1f}")
        before = y
    dashes = f" stroke-dasharray='{dash}'" if dash else ""
    return f"<polyline points='{' '.join(points)}' fill='none' stroke='{colour}' stroke-width='{width}'{dashes}/>"


def _svg(width: float, height: float, drawn: str) -> str:
    size = f"width='{width:.0f}' height='{height:.0f}'"
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:.0f} {height:.0f}' {size}>{drawn}</svg>"
