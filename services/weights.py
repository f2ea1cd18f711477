"""Weights of objectives from a file of pairwise judgments."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_access.intake.findings import refuse_file
from models import ahp
from services.selection_files import table

REPAIR = "Give a square matrix of judgments, or its upper triangle line by line; 1/3 may be written as it is."
Cell = Fraction | None


def from_file(path: Path, method: ahp.Method) -> dict[str, Any]:
    """Return weights, lambda_max, cr and ri of the judgments in a CSV file, with the names it gives.

    The file holds a square matrix, with or without names in a header line and a first column, or the rows of an
    upper triangle; the lower triangle may be left empty.

    Raises
    ------
    FileRefused
        Where the judgments are not a matrix, or contradict their own reciprocals.
    """
    names, cells = _read(path)
    try:
        matrix = _matrix(cells)
        found = ahp.priorities(matrix, method, _author(len(matrix)))
    except ValueError as error:
        raise refuse_file(path.name, f"{str(error)[:1].upper()}{str(error)[1:]}.", REPAIR) from None
    return {
        "weights": [float(weight) for weight in found.weights],
        "lambda_max": found.lambda_max,
        "cr": found.cr,
        "ri": found.ri,
        "ci": found.ci,
        "method": found.method,
        "table": found.table,
        "acceptable": found.acceptable,
        "names": names if len(names) == len(matrix) else [str(place + 1) for place in range(len(matrix))],
    }


def _author(size: int) -> str:
    """Return the first table of random indices that reaches a number of objectives."""
    reaching = [name for name, listed in ahp.RANDOM_INDEX.items() if size <= len(listed) + 2]
    return reaching[0] if reaching else ahp.ALONSO_LAMATA


def _read(path: Path) -> tuple[list[str], list[list[Cell]]]:
    """Return the names of the objectives, where given, and the cells as exact numbers, None where empty."""
    lines = table(path)
    if not lines:
        raise refuse_file(path.name, "The file is empty.", REPAIR)
    names: list[str] = []
    if any(_is_word(cell) for cell in lines[0][1:]):
        names, lines = [cell.strip() for cell in lines[0]], lines[1:]
    first = [line[0].strip() for line in lines]
    if first and all(_is_word(name) for name in first):
        names, lines = names[1:] or first, [line[1:] for line in lines]
    return names, [_numbers(path, place, line) for place, line in enumerate(lines, 1)]


def _matrix(cells: list[list[Cell]]) -> NDArray[np.float64]:
    """Return the full matrix of a square, a square with an empty lower triangle, or the rows of an upper triangle."""
    size = len(cells)
    if all(len(row) == size for row in cells):
        if all(cell is not None for row in cells for cell in row):
            return np.array([[float(cell or 0) for cell in row] for row in cells])
        _check_lower(cells)
        return ahp.from_upper_triangle([float(cell or 0) for i, row in enumerate(cells) for cell in row[i + 1 :]])
    judgments = [[cell for cell in row if cell is not None] for row in cells]
    flat = [float(cell) for row in judgments for cell in row]
    if [len(row) for row in judgments] not in ([len(flat)], list(range(size, 0, -1))):
        raise ValueError("the rows are neither a square nor an upper triangle")
    return ahp.from_upper_triangle(flat)


def _check_lower(cells: list[list[Cell]]) -> None:
    for i, row in enumerate(cells):
        if any(cell is None for cell in row[i + 1 :]):
            raise ValueError(f"row {i + 1} lacks a judgment above the diagonal")
        if any(cell is not None and cell * (cells[j][i] or 0) != 1 for j, cell in enumerate(row[:i])):
            raise ValueError(f"row {i + 1} has a judgment below the diagonal that is not the reciprocal of its mirror")


def _numbers(path: Path, line: int, cells: list[str]) -> list[Cell]:
    found: list[Cell] = []
    for place, cell in enumerate(cells, 1):
        text = cell.strip()
        try:
            found.append(Fraction(text.replace(" ", "")) if text else None)
        except (ValueError, ZeroDivisionError):
            raise refuse_file(
                path.name, "This is not a judgment.", REPAIR, row=line, column=str(place), value=text
            ) from None
    return found


def _is_word(cell: str) -> bool:
    """Return whether a cell holds something that is not a number."""
    try:
        Fraction(cell.strip().replace(" ", "") or "0")
    except ValueError:
        return True
    except ZeroDivisionError:
        return False
    return False
