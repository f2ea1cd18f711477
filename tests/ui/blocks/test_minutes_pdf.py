"""Minutes as a PDF: the letters of all names, nothing read as markup, and as many pages as it takes."""

import re
import zlib
from base64 import a85decode

import pandas as pd
import pytest
from reportlab.pdfgen.canvas import Canvas

from ui.blocks import minutes_pdf

TABLE = pd.DataFrame({"Name": ["Łukasz Żółć", "Αθηνά Παπά", "Ирина <b>"], "Came": ["yes", "no", "yes"]})


def made(rows: int = 1, title: str = "Minutes: Ważne", footer: str = "Bellwether") -> bytes:
    table = pd.concat([TABLE] * rows, ignore_index=True)
    sections = [("Result", ["Zażółć gęślą jaźń & more.", "a < b"], table, (60, 30)), ("Dissent", ["Όχι."], None, ())]
    return minutes_pdf.pdf(title, "Weights", sections, footer)


def streams(content: bytes) -> list[bytes]:
    """Return what the streams of a file hold."""
    found = []
    for held in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        data = held.strip()
        try:
            data = (
                a85decode(data, adobe=data.startswith(b"<~"))
                if data.endswith(b"~>") and data.startswith(b"<~")
                else (a85decode(data[:-2]) if data.endswith(b"~>") else data)
            )
            found.append(zlib.decompress(data))
        except (ValueError, zlib.error):
            continue
    return found


def letters(content: bytes) -> set[str]:
    """Return the letters that the fonts in a file can be read back to."""
    found: set[str] = set()
    for held in streams(content):
        if b"begincmap" in held:
            for code in re.findall(rb"<([0-9A-Fa-f]{4})>\s*$", held, re.MULTILINE):
                found.add(chr(int(code, 16)))
            for block in re.findall(rb"\[(.*?)\]", held, re.DOTALL):
                found |= {chr(int(code, 16)) for code in re.findall(rb"<([0-9A-Fa-f]{4})>", block)}
    return found


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", content))


def test_polish_greek_and_cyrillic_letters_are_in_the_file_with_their_font() -> None:
    content = made()
    assert content.startswith(b"%PDF-")
    assert b"DejaVuSans" in content
    assert b"/FontFile2" in content
    wanted = set("".join(TABLE["Name"]) + "Zażółć gęślą jaźń & more. Όχι.") - {" "}
    assert wanted <= letters(content)


def test_what_looks_like_markup_is_written_as_it_stands() -> None:
    content = minutes_pdf.pdf("<b>T</b> & co", "</para>", [("<i>", ["<font color=red>x", "&amp;"], None, ())], "<u>")
    assert {"<", ">", "&", ";"} <= letters(content)


def test_a_long_table_goes_on_over_several_pages_and_a_short_one_takes_one() -> None:
    assert pages(made()) == 1
    assert pages(made(rows=60)) >= 3


def test_the_same_minutes_make_the_same_file() -> None:
    assert made() == made()


def test_a_mark_stands_first_on_every_page_and_in_every_section(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    told: list[str] = []
    draw, paragraph = Canvas.drawString, minutes_pdf.Paragraph
    monkeypatch.setattr(Canvas, "drawString", lambda self, x, y, text: (drawn.append(text), draw(self, x, y, text))[1])
    monkeypatch.setattr(minutes_pdf, "Paragraph", lambda text, style: (told.append(text), paragraph(text, style))[1])
    table = pd.concat([TABLE] * 60, ignore_index=True)
    mark = "Practice: nothing counts."
    sections = [("Result", [mark, "Told."], table, (60, 30)), ("Dissent", ["No."], None, ())]
    content = minutes_pdf.pdf("Minutes", "Weights", sections, "Bellwether", mark)
    assert drawn.count(mark) == pages(content) >= 3
    assert [text for text in told if text not in {f"<b>{head}</b>" for head in TABLE.columns}][:5] == [
        "Minutes", "Weights", "Result", f"<b>{mark}</b>", "Told.",
    ]  # fmt: skip
    assert told[-3:] == ["Dissent", f"<b>{mark}</b>", "No."]


def test_an_empty_table_is_left_out_and_a_long_footer_does_not_break_it() -> None:
    content = minutes_pdf.pdf("T", "S", [("Step by step", [], TABLE.iloc[:0], (60, 30))], "x" * 500)
    assert pages(content) == 1
