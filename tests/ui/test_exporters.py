"""Nothing leaves as a table that a spreadsheet could execute: every place that makes files is known, and disarms them.

A new place fails here until it is named below, with what it makes of texts that would act as formulas.
"""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from data_access.intake import template_csv, template_xlsx
from data_access.schema import REGISTERS
from ui.blocks import Column, exports
from ui.wording.spreadsheet import FORMULA_STARTS, csv_text

ROOT = Path(__file__).resolve().parents[2]
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
TEXTS = [f"{sign}{text}" for sign in SIGNS for text in ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x")', "")]
NUMBERS = [float(position - 20) / 4 for position in range(len(TEXTS))]
COLUMNS = [Column("name", "Name"), Column("number", "Number", "number"), Column("line", "Line", "trend")]
ROWS = pd.DataFrame({"name": TEXTS, "number": NUMBERS, "line": [[-1, 2]] * len(TEXTS)})

MAKES_FILES = re.compile(
    r"\.to_(csv|excel|html|markdown|latex|clipboard)\(|\b(xlsxwriter|openpyxl|odf)\b"
    r"|\bcsv\.(writer|DictWriter)\b|\bExcelWriter\b"
)
OFFERS_FILES = re.compile(r"\bdownload_button\(")
MAKERS = {
    "ui/blocks/exports.py": "checked below",
    "ui/wording/spreadsheet.py": "checked below",
    "data_access/intake/templates.py": "checked below; holds no data",
    "data_access/intake/compare.py": "text to be hashed, kept nowhere",
    "data_access/frames.py": "the protocol of the database's own bulk load",
    "ui/warm.py": "imports the library ahead of its use",
}
OFFERS = {
    "ui/blocks/tables.py": "made by ui/blocks/exports.py",
    "ui/parts/upload.py": "templates",
    "ui/parts/dictionary.py": "templates",
    "ui/parts/audit.py": "made by ui/wording/spreadsheet.py",
    "ui/parts/workshop_minutes.py": "made by ui/blocks/exports.py, and a PDF, which holds no formulas",
}


def sources() -> Iterable[tuple[str, str]]:
    for folder in ("ui", "services", "data_access", "models", "pages"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("pattern", "known"), [(MAKES_FILES, MAKERS), (OFFERS_FILES, OFFERS)])
def test_every_place_that_makes_or_offers_files_is_known_and_no_other(pattern, known):
    assert {path for path, text in sources() if pattern.search(text)} == set(known)


def cells_of_csv(content: bytes | str) -> list[list[str]]:
    text = content if isinstance(content, str) else content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def cells_of_xlsx(content: bytes) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]


def shown() -> pd.DataFrame:
    return exports.export_frame(ROWS, COLUMNS, "USD")


def as_it_is() -> pd.DataFrame:
    return ROWS.assign(line="-1 2").set_axis(["=Name", "Number", "+Line"], axis=1)


MADE = {
    "CSV of a shown table": lambda: cells_of_csv(exports.csv_bytes(shown())),
    "XLSX of a shown table": lambda: cells_of_xlsx(exports.xlsx_bytes(shown())),
    "CSV of any rows": lambda: cells_of_csv(exports.csv_bytes(as_it_is())),
    "XLSX of any rows": lambda: cells_of_xlsx(exports.xlsx_bytes(as_it_is())),
    "CSV of lists": lambda: cells_of_csv(csv_text(["=Name", "Number"], zip(TEXTS, NUMBERS, strict=True))),
}


@pytest.mark.parametrize("made", MADE)
def test_no_text_of_an_export_acts_as_a_formula_and_numbers_stay_as_they_are(made):
    head, *rows = MADE[made]()
    texts = [cell for row in [head, *rows] for at, cell in enumerate(row) if isinstance(cell, str) and at != 1]
    assert len(texts) > len(TEXTS)
    assert [text for text in texts if text.startswith(SIGNS)] == []
    assert [float(row[1]) for row in rows] == NUMBERS
    if made.startswith("XLSX"):
        assert all(isinstance(row[1], float) for row in rows)


@pytest.mark.parametrize("register", REGISTERS)
def test_templates_hold_no_text_that_acts_as_a_formula(register):
    cells = cells_of_csv(template_csv(REGISTERS[register])) + cells_of_xlsx(template_xlsx(REGISTERS[register]))
    assert [cell for row in cells for cell in row if isinstance(cell, str) and cell.startswith(SIGNS)] == []


def test_every_sign_a_spreadsheet_takes_for_a_formula_is_known():
    assert set(SIGNS) <= set(FORMULA_STARTS)


def test_the_export_that_streamlit_offers_by_itself_is_off():
    assert re.search(r"^disableDataExport = true$", (ROOT / ".streamlit" / "config.toml").read_text(), re.MULTILINE)
