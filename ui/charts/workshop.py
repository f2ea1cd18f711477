"""Pictures of workshops: answers as dots between two ends, and weights before and after."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from ui.charts.base import escape, figure, wrapped
from ui.theme import LIGHT, Palette

STRONGEST = 8
WALL_SIZE = 24
MOST_OF_TWO_LINES = 8
RIGHT = {"light": "#8A5A00", "dark": "#E0B04A"}
"""As the right side is coloured on the wall and on phones."""
VERBAL = {
    -8: "extremely<br>more",
    -5: "much<br>more",
    -2: "more",
    0: "equal",
    2: "more",
    5: "much<br>more",
    8: "extremely<br>more",
}
LEVELS = ("None", "Low", "Moderate", "Strong", "Extreme")


def answers(
    counts: Mapping[str, int],
    left: str,
    right: str,
    group: float | None,
    palette: Palette = LIGHT,
    *,
    size: int = 13,
    verbal: bool = False,
) -> go.Figure:
    """Return the answers to a pair as stacked dots from one objective to the other, with that of the group.

    `verbal` labels the scale with the words by which people answered, else with how many times as important.
    """
    drawn = figure(palette, height=24 * size)
    dots = [(int(answer), place) for answer, many in counts.items() if answer != "none" for place in range(many)]
    top = max((place for _, place in dots), default=0)
    for side, colour in ((-1, palette.categorical[0]), (0, palette.other), (1, RIGHT[palette.name])):
        mine = [(x, y) for x, y in dots if (x > 0) - (x < 0) == side]
        drawn.add_scatter(
            x=[x for x, _ in mine],
            y=[y + 0.5 for _, y in mine],
            mode="markers",
            marker={"size": min(size * 1.8, 110 / (top + 1) + size), "color": colour},
            hoverinfo="skip",
        )
    if group is not None:
        drawn.add_vline(x=group, line={"color": palette.text, "width": 3})
        drawn.add_annotation(
            x=group, y=1, yref="paper", text="the group", showarrow=False, yanchor="bottom", font={"size": size}
        )
    ticks = list(VERBAL) if verbal else [-8, -6, -4, -2, 0, 2, 4, 6, 8]
    words = [VERBAL[tick] if verbal else f"{abs(tick) + 1}×" if tick else "equal" for tick in ticks]
    drawn.update_xaxes(range=[-9, 9], tickvals=ticks, ticktext=words, tickfont={"size": size, "color": palette.text})
    drawn.update_yaxes(visible=False, range=[0, max(top + 1.2, 4)])
    for x, name, anchor in ((0, left, "left"), (1, right, "right")):
        drawn.add_annotation(
            x=x, xref="paper", y=0, yref="paper", yshift=-size * (3.1 if verbal else 1.8),
            text=f"<b>{wrapped(name, 34, 2)}</b>", showarrow=False, xanchor=anchor, yanchor="top", align=anchor,
            font={"size": size + 1, "color": palette.text},
        )  # fmt: skip
    drawn.update_layout(margin={"l": 8, "r": 12, "t": size + 22, "b": size * (7 if verbal else 5)})
    return drawn


def ratings(
    counts: Mapping[str, int],
    group: float | None,
    palette: Palette = LIGHT,
    *,
    size: int = 13,
    means: Sequence[str] = (),
) -> go.Figure:
    """Return how often each level was given, from extreme down to none, that of the group in full colour.

    `means` says in writing what each level means, from none to extreme.
    """
    drawn = figure(palette, height=21 * size)
    given = [counts.get(str(level), 0) for level in range(len(LEVELS))]
    colours = [palette.accent if level == group else palette.other for level in range(len(LEVELS))]
    labels = [f"<b>{level}</b>" for level in LEVELS]
    if means:
        told = [wrapped(f"{level}: {words}", 34, 2) for level, words in zip(LEVELS, means, strict=True)]
        labels = [words.replace(level, f"<b>{level}</b>", 1) for level, words in zip(LEVELS, told, strict=True)]
    drawn.add_bar(
        x=given, y=labels, orientation="h", marker={"color": colours}, text=[str(many or "") for many in given],
        textposition="outside", textfont={"size": size, "color": palette.text}, cliponaxis=False, hoverinfo="skip",
        textangle=0,
    )  # fmt: skip
    drawn.update_xaxes(visible=False, range=[0, max(*given, 1) * 1.08])
    drawn.update_yaxes(dtick=1, ticklabelstandoff=size // 2, tickfont={"size": size, "color": palette.text})
    drawn.update_layout(bargap=0.3)
    return drawn


def weights(
    names: Sequence[str],
    before: Sequence[float | None],
    after: Sequence[float],
    palette: Palette = LIGHT,
    *,
    size: int = 13,
) -> go.Figure:
    """Return the weights found as bars, the most important first, each with a mark where it stood before."""
    drawn = figure(palette, height=int((2.4 * size + 8) * len(names)) + 40)
    # On a wall labels are one line where many bars share its height, else two.
    width, lines = (34, 2) if size < WALL_SIZE else (30, 2) if len(names) <= MOST_OF_TWO_LINES else (40, 1)
    shares = [f"<b>{share:.0%}</b>" for share in after]
    labels = [f"{wrapped(name, width, lines)}  {told}" for name, told in zip(names, shares, strict=True)]
    drawn.add_bar(
        x=list(after), y=labels, orientation="h", marker={"color": palette.accent},
                hovertext=[escape(name) for name in names], hoverinfo="text",
    )  # fmt: skip
    drawn.add_scatter(
        x=list(before), y=labels, mode="markers", hoverinfo="skip",
        marker={"symbol": "line-ns", "size": size * 1.5, "line": {"width": 3, "color": palette.text}},
    )  # fmt: skip
    most = max([*after, *(share for share in before if share is not None)], default=1.0)
    drawn.update_xaxes(visible=False, range=[0, most * 1.05])
    drawn.update_yaxes(autorange="reversed", dtick=1, tickfont={"size": size, "color": palette.text})
    return drawn
