"""A line small enough to stand beside a figure, as an image."""

from collections.abc import Sequence

from ui.theme import Palette

WIDTH, HEIGHT, EDGE = 160.0, 28.0, 5.0
DOT, RING = 2.6, 4.4


def sparkline(values: Sequence[float | None], palette: Palette, rings: Sequence[bool] = ()) -> str | None:
    """Return an SVG text of the values in order, the last marked; None below two values.

    Missing values leave a gap. A flat line runs through the middle. `rings` says which values bear a ring,
    wide enough to be seen around the mark of the last.
    """
    known = [float(value) for value in values if value is not None and value == value]
    if len(known) < 2:
        return None
    low, high = min(known), max(known)
    spread = (high - low) or 1.0
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    middle = HEIGHT / 2 if high == low else None
    runs: list[list[tuple[float, float]]] = [[]]
    circles = ""
    for place, value in enumerate(values):
        if value is None or value != value:
            runs.append([])
            continue
        across = EDGE + place * step
        down = middle if middle is not None else HEIGHT - EDGE - (float(value) - low) / spread * (HEIGHT - 2 * EDGE)
        runs[-1].append((across, down))
        if place < len(rings) and rings[place]:
            circles += f'<circle cx="{across:.1f}" cy="{down:.1f}" r="{RING}" fill="none" stroke="{palette.text}"/>'
    lines = "".join(_line(run, palette.muted) for run in runs if len(run) > 1)
    across, down = next(run[-1] for run in reversed(runs) if run)
    dot = f'<circle cx="{across:.1f}" cy="{down:.1f}" r="{DOT}" fill="{palette.accent}"/>'
    size = f'viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" width="{WIDTH:.0f}" height="{HEIGHT:.0f}"'
    return f"<svg {size}>{lines}{circles}{dot}</svg>"


def _line(run: Sequence[tuple[float, float]], colour: str) -> str:
    path = " ".join(f"{across:.1f},{down:.1f}" for across, down in run)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5" stroke-linejoin="round"/>'
