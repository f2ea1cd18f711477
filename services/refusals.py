"""Refusals of files and of requests in one form: file, row, column, value, rule, repair."""

from typing import Any

from data_access.intake.findings import FileRefused
from services.errors import Explained

__all__ = ["FileRefused", "refusals"]


def refusals(error: FileRefused | Explained) -> list[dict[str, Any]]:
    """Return what was refused, why, and what would repair it, as plain rows."""
    if isinstance(error, FileRefused):
        return [refusal.to_dict() for refusal in error.refusals]
    rule = " ".join(part for part in (error.what, error.why) if part)
    return [{"file": "", "row": 0, "column": "", "value": "", "rule": rule, "repair": error.repair}]
