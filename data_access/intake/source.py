"""A file to be read: opened anew for every reading, so that reading it twice is the same as once."""

import hashlib
import io
from functools import cached_property
from pathlib import Path
from typing import IO

from data_access.intake.findings import refuse_file
from data_access.settings import settings

BLOCK = 1 << 20


class Source:
    """The bytes of one file and its name.

    Parameters
    ----------
    content
        A path, the bytes, or a binary stream. A stream is read whole from its beginning, wherever it stands.
    file_name
        The name people know it by; the path's own name where left out.

    Raises
    ------
    FileRefused
        Where a stream holds more bytes than an upload may have.
    """

    def __init__(self, content: Path | str | bytes | IO[bytes], file_name: str = "") -> None:
        self._path = Path(content) if isinstance(content, Path | str) else None
        self.file_name = file_name or (self._path.name if self._path else "upload")
        self._bytes = b""
        if isinstance(content, bytes):
            self._bytes = content
        elif not isinstance(content, Path | str):
            self._bytes = self._all_of(content)

    def _all_of(self, stream: IO[bytes]) -> bytes:
        if stream.seekable():
            stream.seek(0)
        limit = settings().upload_bytes
        content = stream.read(limit + 1)
        if len(content) > limit:
            raise self._too_large()
        return content

    def _too_large(self) -> Exception:
        megabytes = settings().upload_bytes // (1024 * 1024)
        return refuse_file(
            self.file_name,
            f"larger than {megabytes} MB",
            "Import it with the command line, which reads CSV files of any size, or split it.",
        )

    def open(self) -> IO[bytes]:
        """Return a fresh binary stream at the beginning."""
        return self._path.open("rb") if self._path else io.BytesIO(self._bytes)

    def path_at(self, path: Path) -> Path:
        """Return where the bytes stand on disk; where they stand nowhere yet, they are written to the path given."""
        if self._path:
            return self._path.resolve()
        path.write_bytes(self._bytes)
        return path

    @cached_property
    def size(self) -> int:
        """Number of bytes."""
        return self._path.stat().st_size if self._path else len(self._bytes)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        digest = hashlib.sha256()
        with self.open() as stream:
            while block := stream.read(BLOCK):
                digest.update(block)
        return digest.hexdigest()

    @cached_property
    def is_workbook(self) -> bool:
        """Whether the bytes are a zip archive, as every XLSX is."""
        with self.open() as stream:
            return stream.read(4) == b"PK\x03\x04"

    def check_size(self) -> None:
        """Refuse the file where it is larger than an upload may be."""
        if self.size > settings().upload_bytes:
            raise self._too_large()
