"""What all figures share: template, fonts, colour scales, and names made safe for labels."""

import html
from collections.abc import Sequence

import plotly.graph_objects as go

from ui.theme import LIGHT, Palette
from ui.wording.formats import shortened

FONT = "Source Sans, sans-serif"
TEXT_SIZE = 13
OTHER = "Other"


def figure(
    palette: Palette = LIGHT,
    *,
    height: int = 360,
    x_title: str = "",
    y_title: str = "",
    legend: bool = False,
    clickable: bool = False,
) -> go.Figure:
    """Return an empty figure in the house style: no frame, quiet grid, labels never cut off.

    `clickable` turns dragging off and lets clicks select, for pictures that open what a mark stands for.
    """
    drawn = go.Figure()
    drawn.update_layout(
        template=None,
        height=height,
        margin={"l": 8, "r": 12, "t": 12, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": TEXT_SIZE, "color": palette.text},
        colorway=list(palette.categorical),
        hoverlabel=hover_label(palette),
        showlegend=legend,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"color": palette.text}},
        dragmode=False,
        xaxis=axis(palette, x_title),
        yaxis=axis(palette, y_title),
    )
    if clickable:
        drawn.update_layout(clickmode="event+select")
    return drawn


def axis(palette: Palette, title: str = "") -> dict[str, object]:
    """Return the style of an axis; labels push the plot aside instead of being cut."""
    return {
        "title": {"text": title, "font": {"color": palette.muted, "size": TEXT_SIZE - 1}, "standoff": 8},
        "tickfont": {"color": palette.muted, "size": TEXT_SIZE - 1},
        "gridcolor": palette.grid,
        "zerolinecolor": palette.grid,
        "linecolor": palette.grid,
        "automargin": True,
        "fixedrange": True,
    }


def hover_label(palette: Palette) -> dict[str, object]:
    """Return the style of what is shown on hover."""
    return {
        "bgcolor": palette.surface,
        "bordercolor": palette.grid,
        "font": {"family": FONT, "size": TEXT_SIZE, "color": palette.text},
        "align": "left",
    }


def escape(name: object, width: int = 0) -> str:
    """Return a name as figures show it: tags inert (plotly draws some HTML), cut to `width` where given.

    >>> escape("<b>Bold</b> & wide")
    '&lt;b&gt;Bold&lt;/b&gt; &amp; wide'
    """
    words = str(name)
    return html.escape(shortened(words, width) if width else words, quote=False)


def wrapped(name: object, width: int = 16, lines: int = 2) -> str:
    """Return a name broken over lines for a column head, escaped.

    >>> wrapped("Public safety and criminal justice", 16)
    'Public safety<br>and criminal…'
    """
    rows: list[str] = []
    for word in str(name).split():
        if rows and len(rows[-1]) + 1 + len(word) <= width:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    if len(rows) > lines:
        rows = [*rows[: lines - 1], shortened(" ".join(rows[lines - 1 :]), width)]
    return "<br>".join(escape(row, width) for row in rows)


def colour_scale(colours: Sequence[str]) -> list[tuple[float, str]]:
    """Return a plotly colour scale that runs evenly over the colours.

    >>> colour_scale(("#000000", "#FFFFFF"))
    [(0.0, '#000000'), (1.0, '#FFFFFF')]
    """
    last = len(colours) - 1
    return [(place / last, colour) for place, colour in enumerate(colours)]


def shade(share: float, colours: Sequence[str]) -> str:
    """Return the colour at a share (0 to 1) of a scale, mixed between its neighbours.

    >>> shade(0.5, ("#000000", "#FFFFFF"))
    '#808080'
    """
    place = min(max(share, 0.0), 1.0) * (len(colours) - 1)
    low = min(int(place), len(colours) - 2)
    return mixed(colours[low], colours[low + 1], place - low)


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour that far (0 to 1) on the way from one to another; fades small bases into the background."""
    parts = []
    for start in (1, 3, 5):
        first, second = int(one[start : start + 2], 16), int(other[start : start + 2], 16)
        parts.append(f"{round(first + (second - first) * share):02X}")
    return "#" + "".join(parts)


def category_colours(names: Sequence[str], palette: Palette) -> dict[str, str]:
    """Return a colour per category in the fixed order given: the first eight their own, the rest grey."""
    own = dict(zip(names, palette.categorical, strict=False))
    return {name: own.get(name, palette.other) if name != OTHER else palette.other for name in names}
