"""The list's own sources: names are never read as markup, and colours are those of the theme."""

import re
from pathlib import Path

from ui.components import drag_rank

HERE = Path(drag_rank.__file__).parent


def test_no_text_becomes_markup():
    source = (HERE / "rank.js").read_text(encoding="utf-8")
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", source) == []


def test_every_colour_is_the_themes():
    style = (HERE / "rank.css").read_text(encoding="utf-8")
    coloured = re.findall(r"(?:^|[\s;{])(?:color|background|border|border-color|outline):\s*([^;]+);", style)
    assert len(coloured) >= 8
    plain = [value for value in coloured if "var(--st-" not in value and "transparent" not in value and value != "none"]
    assert plain == []
