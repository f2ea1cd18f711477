"""How a file's columns are read: which is which, and the choices for dates, numbers and units."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from typing import Any

from data_access.intake.dates import Order
from data_access.intake.headers import normalised
from data_access.intake.numbers import DOT, Notation

AS_OF = "as_of"


@dataclass(frozen=True)
class ColumnMapping:
    """How one column of the file is read.

    `column` is the register's column, `AS_OF` for the status date, or None: kept under its own header.
    `order` applies to dates, `notation` to numbers, `multiplier` and `currency` to money, `percent_of` to
    percentages (1 where the file writes 0 to 1, 100 where it writes 0 to 100). `reason` says why column and
    confidence, `choice_reason` how order, notation and scale were decided.
    """

    header: str
    column: str | None
    confidence: float = 0.0
    reason: str = ""
    order: Order = ""
    notation: Notation = DOT
    multiplier: str = "1"
    currency: str = ""
    percent_of: int = 100
    choice_reason: str = ""
    borrowed: bool = False
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """How every column of a file is read, in the order of the file.

    `rates` says what one unit of another currency (code or sign) is worth in the portfolio's.
    """

    register: str
    columns: tuple[ColumnMapping, ...]
    rates: dict[str, str] = field(default_factory=dict)

    def of_header(self, header: str) -> ColumnMapping:
        """Return how a column of the file is read; KeyError where the file has none of that name."""
        for column in self.columns:
            if column.header == header:
                return column
        raise KeyError(header)

    def of_column(self, column: str) -> ColumnMapping | None:
        """Return the file's column that is read as the register's column, None where there is none."""
        return next((mapped for mapped in self.columns if mapped.column == column), None)

    @property
    def mapped(self) -> tuple[ColumnMapping, ...]:
        """Columns of the file that are read as a column of the register."""
        return tuple(column for column in self.columns if column.column not in (None, AS_OF))

    @property
    def unmapped(self) -> tuple[str, ...]:
        """Headers kept as they are."""
        return tuple(column.header for column in self.columns if column.column is None)

    @property
    def undecided(self) -> tuple[ColumnMapping, ...]:
        """Columns with dates whose order of day and month nobody has decided."""
        return tuple(column for column in self.columns if column.column and column.order == "undecided")

    @property
    def conversion_rates(self) -> dict[str, Decimal]:
        """The rates as exact numbers."""
        return {currency.upper(): Decimal(rate) for currency, rate in self.rates.items()}

    def assigned(self, header: str, column: str | None) -> "Mapping":
        """Return the mapping with one header read as another column, which every other header gives up."""
        self.of_header(header)
        return replace(
            self,
            columns=tuple(
                replace(each, column=column, confidence=1.0, reason="chosen by the analyst")
                if each.header == header
                else replace(each, column=None, confidence=0.0, reason=f"{header} was chosen instead")
                if column is not None and each.column == column
                else each
                for each in self.columns
            ),
        )

    def chosen(self, header: str, **choices: Any) -> "Mapping":
        """Return the mapping with other choices (order, notation, multiplier, currency, percent_of) for one header."""
        self.of_header(header)
        return replace(
            self,
            columns=tuple(
                replace(each, **choices, choice_reason="chosen by the analyst", borrowed=False)
                if each.header == header
                else each
                for each in self.columns
            ),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the mapping as plain values, to be stored or printed."""
        columns = [{**asdict(column), "samples": list(column.samples)} for column in self.columns]
        return {"register": self.register, "columns": columns, "rates": dict(self.rates)}

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> "Mapping":
        """Return the mapping that was stored; names it does not know are ignored."""
        columns = tuple(_column(column) for column in stored["columns"])
        return cls(stored["register"], columns, {key: str(rate) for key, rate in stored.get("rates", {}).items()})


def _column(stored: dict[str, Any]) -> ColumnMapping:
    known: dict[str, Any] = {name: stored[name] for name in ColumnMapping.__dataclass_fields__ if name in stored}
    return ColumnMapping(**{**known, "samples": tuple(known.get("samples", ()))})


def signature(headers: Iterable[str]) -> str:
    """Return a short text that is equal for files with the same columns in any order and spelling of case."""
    joined = "\n".join(sorted(normalised(header) for header in headers))
    return hashlib.sha256(joined.encode()).hexdigest()[:32]
