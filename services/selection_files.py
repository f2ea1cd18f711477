"""Candidates from a CSV file: project, value, and cost or one column per period."""

import csv
import io
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path

import numpy as np

from data_access.intake.findings import FileRefused, Refusal, refuse_file
from services.candidates import Candidates

MOST_DIGITS = 9
LARGEST_FILE = 25_000_000
GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
Row = dict[str, str]


def read(path: Path) -> Candidates:
    """Return the candidates of a file with the columns project, value, and cost or one per period.

    Where a column is called cost, those whose name begins with it are the costs and the others are left alone;
    else every column but project and value is a period. Costs are taken exactly, with up to nine decimals.

    Raises
    ------
    FileRefused
        Where a column is missing, a project is missing or repeated, or a number cannot be read.
    """
    header, rows = _rows(path)
    project, value, periods = _columns(path, header)
    refused: list[Refusal] = []
    keys = [row[project].strip() for row in rows]
    _check_keys(path, project, keys, refused)
    values = [_number(path, line, value, row[value], refused) for line, row in enumerate(rows, 2)]
    costs = [[_cost(path, line, name, row[name], refused) for name in periods] for line, row in enumerate(rows, 2)]
    if refused:
        raise FileRefused(refused)
    digits = max([0, *(_decimals(cost) for row in costs for cost in row)])
    if digits > MOST_DIGITS:
        raise refuse_file(path.name, f"A cost has {digits} decimals.", f"Use at most {MOST_DIGITS}.")
    whole = [[int(cost * 10**digits) for cost in row] for row in costs]
    if sum(map(sum, whole)) > 9 * 10**18:
        raise refuse_file(path.name, "The costs add up to more than can be counted.", "Use a larger unit.")
    return Candidates(
        keys=tuple(keys),
        names=tuple(keys),
        value=np.array([float(number) for number in values], dtype=np.float64),
        cost=np.array(whole, dtype=np.int64).reshape(len(keys), len(periods)),
        periods=tuple(periods),
        digits=digits,
    )


def table(path: Path) -> list[list[str]]:
    """Return the cells of a delimited text file, line by line, blank lines left out.

    Raises FileRefused where it cannot be read as text.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise refuse_file(path.name, "The file is larger than 25 MB.", "Keep only the columns that are needed.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refuse_file(path.name, "The file is not text in UTF-8.", "Save it as CSV (UTF-8).") from None
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=lambda sign: first.count(sign))
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise refuse_file(path.name, f"The file cannot be read as CSV: {error}.", "Check its quotes.") from None
    return [line for line in lines if any(cell.strip() for cell in line)]


def _rows(path: Path) -> tuple[list[str], list[Row]]:
    lines = table(path)
    if len(lines) < 2:
        raise refuse_file(path.name, "The file holds no projects.", "Give it a header line and one line per project.")
    header = [cell.strip() for cell in lines[0]]
    if len({name.casefold() for name in header}) != len(header) or not all(header):
        raise refuse_file(path.name, "A column has no name, or two have the same.", "Name every column once.", row=1)
    if ragged := [place for place, line in enumerate(lines[1:], 2) if len(line) != len(header)]:
        rule = f"The line has {len(lines[ragged[0] - 1])} cells, the header {len(header)}."
        raise refuse_file(path.name, rule, "Quote cells that hold the delimiter.", row=ragged[0])
    return header, [dict(zip(header, line, strict=True)) for line in lines[1:]]


def _columns(path: Path, header: list[str]) -> tuple[str, str, list[str]]:
    found = {name.casefold(): name for name in header}
    for wanted in ("project", "value"):
        if wanted not in found:
            raise refuse_file(path.name, f"There is no column {wanted}.", "Name the columns project, value and cost.")
    others = [name for name in header if name.casefold() not in ("project", "value")]
    costs = [name for name in others if name.casefold().startswith("cost")] if "cost" in found else others
    if not costs:
        raise refuse_file(path.name, "There is no column of costs.", "Add a column cost, or one per period.")
    return found["project"], found["value"], costs


def _check_keys(path: Path, column: str, keys: list[str], refused: list[Refusal]) -> None:
    seen: set[str] = set()
    for line, key in enumerate(keys, 2):
        if not key:
            refused.append(Refusal(path.name, line, column, "", "The line names no project.", "Name it."))
        elif key in seen:
            refused.append(Refusal(path.name, line, column, key, "The project is listed twice.", "List it once."))
        seen.add(key)


def _cost(path: Path, line: int, column: str, text: str, refused: list[Refusal]) -> Decimal:
    amount = _number(path, line, column, text, refused)
    if amount < 0:
        rule, repair = "A cost below zero cannot be chosen.", "Leave the project out, or correct the cost."
        refused.append(Refusal(path.name, line, column, text, rule, repair))
    return amount


def _number(path: Path, line: int, column: str, text: str, refused: list[Refusal]) -> Decimal:
    cleaned = text.strip().removesuffix("%").strip()
    if GROUPED.fullmatch(cleaned):
        cleaned = cleaned.replace(",", "")
    try:
        number = Decimal(cleaned)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        rule, repair = "This is not a number.", "Write it as 1234.5; a project without one is left out of the file."
        refused.append(Refusal(path.name, line, column, text, rule, repair))
        return Decimal(0)
    return number


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
