"""Tables as files: CSV and XLSX in which no text can act as a formula, named by their content."""

import hashlib
import io
from collections.abc import Sequence
from typing import Any

import pandas as pd

from ui.blocks.columns import Column
from ui.blocks.status import status_step
from ui.wording.formats import is_missing
from ui.wording.spreadsheet import neutralised

CSV_TYPE = "text/csv"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export_frame(frame: pd.DataFrame, columns: Sequence[Column], currency: str) -> pd.DataFrame:
    """Return the rows as exported: exact values under the words shown, money with its currency in the head."""
    exported: dict[str, Any] = {}
    for column in columns:
        values = frame[column.field]
        if column.kind == "money":
            exported[neutralised(f"{column.label} ({currency})")] = values.astype(float)
        elif column.kind == "status":
            steps = values.map(status_step)
            exported[neutralised(column.label)] = steps.where(steps != "none", None)
        elif column.kind == "date":
            exported[neutralised(column.label)] = pd.to_datetime(values)
        elif column.kind == "trend":
            exported[neutralised(column.label)] = values.map(lambda line: " ".join(str(point) for point in line))
        else:
            exported[neutralised(column.label)] = values.map(neutralised)
    return pd.DataFrame(exported, index=frame.index)


def csv_bytes(exported: pd.DataFrame) -> bytes:
    """Return the rows as CSV (UTF-8 with a byte-order mark, so that spreadsheets read accents)."""
    text = _disarmed(exported).to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\r\n")
    return str(text).encode("utf-8-sig")


def xlsx_bytes(exported: pd.DataFrame, sheet: str = "Table") -> bytes:
    """Return the rows as an XLSX workbook of one sheet, heads frozen, dates as dates, numbers as numbers."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    workbook = xlsxwriter.Workbook(target, options)
    # A fixed date of creation, so that equal rows give equal bytes and an equal file name.
    workbook.set_properties({"created": pd.Timestamp("2000-01-01").to_pydatetime()})
    page = workbook.add_worksheet(sheet)
    head, dated = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "yyyy-mm-dd"})
    page.freeze_panes(1, 0)
    exported = _disarmed(exported)
    for across, label in enumerate(exported.columns):
        page.write_string(0, across, label, head)
        widest = max([len(str(label)), *(len(str(value)) for value in exported.iloc[:200, across])])
        page.set_column(across, across, min(max(widest, 8), 48))
        for down, value in enumerate(exported.iloc[:, across], 1):
            _write_cell(page, down, across, value, dated)
    workbook.close()
    return target.getvalue()


def file_name(name: str, content: bytes, ending: str) -> str:
    """Return a file name that carries the first 12 digits of the content's SHA-256."""
    return f"{name}_{hashlib.sha256(content).hexdigest()[:12]}.{ending}"


def _disarmed(exported: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with every text neutralised, whoever made them; doing it twice changes nothing."""
    texts = [at for at, kind in enumerate(exported.dtypes) if not pd.api.types.is_numeric_dtype(kind)]
    columns = {
        at: exported.iloc[:, at].map(neutralised) if at in texts else exported.iloc[:, at]
        for at in range(exported.shape[1])
    }
    disarmed = pd.DataFrame(columns, index=exported.index)
    disarmed.columns = [neutralised(str(label)) for label in exported.columns]
    return disarmed


def _write_cell(page: Any, down: int, across: int, value: Any, dated: Any) -> None:
    if is_missing(value):
        return
    if isinstance(value, pd.Timestamp):
        page.write_datetime(down, across, value.to_pydatetime(), dated)
    elif isinstance(value, str):
        page.write_string(down, across, value)
    elif isinstance(value, bool):
        page.write_boolean(down, across, value)
    else:
        page.write_number(down, across, float(value))
