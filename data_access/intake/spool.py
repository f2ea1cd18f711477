"""Numbers of a long file kept on disk: columns are added to piece by piece and read back one at a time."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

import numpy as np
import pandas as pd

BYTES = 8


class Spool(Mapping[str, pd.Series]):
    """Float columns by name, one temporary file each, gone on leaving the `with`; NaN where a piece lacked one."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="bellwether-")
        self._files: dict[str, Path] = {}
        self._rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def add(self, columns: Mapping[str, pd.Series], rows: int) -> None:
        """Add a piece: its columns, each of so many rows."""
        for name, values in columns.items():
            file = self._files.setdefault(name, Path(self._folder.name) / f"{len(self._files)}.f64")
            with file.open("ab") as written:
                written.write(np.full(self._rows - written.tell() // BYTES, np.nan).tobytes())
                written.write(values.to_numpy(dtype=np.float64).tobytes())
        self._rows += rows

    def __getitem__(self, name: str) -> pd.Series:
        values = np.full(self._rows, np.nan)
        held = np.fromfile(self._files[name], dtype=np.float64)
        values[: len(held)] = held
        return pd.Series(values)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
