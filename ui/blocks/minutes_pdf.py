"""The minutes of a workshop as a PDF, in a font of our own that knows Latin, Greek and Cyrillic letters."""

import io
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final

import pandas as pd
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import CondPageBreak, LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

FONTS: Final = Path(__file__).resolve().parents[1] / "static" / "fonts"
PLAIN, BOLD = "DejaVuSans", "DejaVuSans-Bold"
PAGE: Final = landscape(A4)
LINE: Final = colors.HexColor("#B9C1CC")
HEAD: Final = colors.HexColor("#F4F6F9")
LEAST: Final = 40 * mm
"""A section that has less than this left of a page begins on the next one."""
Section = tuple[str, Sequence[str], pd.DataFrame | None, Sequence[float]]
"""Title, sentences, and a table (or None) with the widths of its columns in millimetres."""


def pdf(title: str, subtitle: str, sections: Sequence[Section], footer: str, mark: str = "") -> bytes:
    """Return a PDF on A4 across with these sections; `footer` stands on every page before its number.

    `mark` is the first line of every page and of every section: what nobody may overlook who sees only a part of it.
    """
    drawn = io.BytesIO()
    text, small, head, top = _styles()
    parts: list[Any] = [Paragraph(escape(title), top), Paragraph(escape(subtitle), text)]
    for name, sentences, table, widths in sections:
        parts += [CondPageBreak(LEAST), Spacer(1, 4 * mm), Paragraph(escape(name), head)]
        parts += [Paragraph(f"<b>{escape(mark)}</b>", text)] if mark else []
        parts += [Paragraph(escape(sentence), text) for sentence in sentences if sentence != mark]
        if table is not None and len(table):
            parts += [Spacer(1, 2 * mm), _table(table, widths, small)]

    def foot(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont(BOLD, 8)
        canvas.drawString(18 * mm, PAGE[1] - 11 * mm, mark[:160])
        canvas.setFont(PLAIN, 8)
        canvas.drawString(18 * mm, 10 * mm, footer[:110])
        canvas.drawRightString(PAGE[0] - 18 * mm, 10 * mm, str(document.page))
        canvas.restoreState()

    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 18 * mm)
    document = SimpleDocTemplate(drawn, pagesize=PAGE, title=title, author="Bellwether", invariant=1, **margins)
    document.build(parts, onFirstPage=foot, onLaterPages=foot)
    return drawn.getvalue()


@cache
def _styles() -> tuple[ParagraphStyle, ParagraphStyle, ParagraphStyle, ParagraphStyle]:
    """Return the styles of text, of cells, of a section's head and of the title."""
    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)
    text = ParagraphStyle("text", fontName=PLAIN, fontSize=9.5, leading=13)
    small = ParagraphStyle("small", parent=text, fontSize=7, leading=9)
    head = ParagraphStyle("head", parent=text, fontName=BOLD, fontSize=12, leading=16)
    return text, small, head, ParagraphStyle("top", parent=head, fontSize=17, leading=24)


def _table(frame: pd.DataFrame, widths: Sequence[float], style: ParagraphStyle) -> LongTable:
    rows = [[Paragraph(f"<b>{escape(str(name))}</b>", style) for name in frame.columns]]
    rows += [[Paragraph(escape(str(value)), style) for value in row] for row in frame.itertuples(index=False)]
    table = LongTable(rows, colWidths=[width * mm for width in widths], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.4, LINE),
                ("BACKGROUND", (0, 0), (-1, 0), HEAD),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return table
