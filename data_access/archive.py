"""A backup as one file: a ZIP archive with a manifest and the data it vouches for."""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Final, Literal

from data_access.errors import Explained

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
AT_ONCE: Final = 1024 * 1024
ENCRYPTED: Final = 0x1
"""The flag of a member whose content takes a password."""
Kind = Literal["sqlite", "postgresql"]


class BackupUnusable(Explained):
    """A file is no backup, or not what its manifest says."""


@dataclass(frozen=True)
class Counted:
    """What a backup holds of one table: the rows, and the SHA-256 of all their values in the order of their keys."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `audit` is the head of the audit, `members` the SHA-256 of each file inside."""

    made_at: str
    kind: Kind
    revision: str
    audit: str | None
    tables: Mapping[str, Counted]
    members: Mapping[str, str]
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.tables.values())


class Pack:
    """A backup being written; each member's digest is kept for the manifest."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        self.members: dict[str, str] = {}

    def add(self, name: str, chunks: Iterable[bytes | memoryview]) -> str:
        """Write a member and return the SHA-256 of its content."""
        digest = hashlib.sha256()
        with self._packed.open(name, "w", force_zip64=True) as member:
            for chunk in chunks:
                digest.update(chunk)
                member.write(chunk)
        self.members[name] = digest.hexdigest()
        return self.members[name]

    def seal(self, manifest: Manifest) -> None:
        """Write the manifest, last."""
        text = json.dumps(asdict(manifest), sort_keys=True, indent=1)
        self._packed.writestr(MANIFEST, text)
        self._packed.comment = hashlib.sha256(text.encode()).hexdigest().encode()


@contextmanager
def writing(target: Path) -> Iterator[Pack]:
    """Yield a pack; the file appears under its name only when it is whole and on the disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{target.name}.part")
    try:
        descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
                yield Pack(packed)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
        _settle(target.parent)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def opened(source: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Yield an archive with its manifest; raises BackupUnusable for what is no whole backup."""
    if not source.is_file():
        raise BackupUnusable(f"There is no file {source}.", repair="Name the file of a backup.")
    try:
        with zipfile.ZipFile(source) as packed:
            if any(member.flag_bits & ENCRYPTED for member in packed.infolist()):
                raise ValueError("its files are said to be encrypted")
            yield packed, _manifest(packed)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise unusable(source.name, str(error)) from error


def unusable(name: str, why: str) -> BackupUnusable:
    """Return the error that says what is wrong with a backup."""
    return BackupUnusable(f"{name} is not a whole backup.", f"{why}.", "Use another one; nothing was changed.")


def chunks(member: IO[bytes]) -> Iterator[bytes]:
    """Yield the content of a member."""
    while chunk := member.read(AT_ONCE):
        yield chunk


def check_members(packed: zipfile.ZipFile, manifest: Manifest) -> None:
    """Raise ValueError where a member is missing, is one too many, or is not what the manifest says."""
    present = set(packed.namelist()) - {MANIFEST}
    if present != set(manifest.members):
        raise ValueError("its files are not those of its manifest")
    for name, wanted in manifest.members.items():
        digest = hashlib.sha256()
        with packed.open(name) as member:
            for chunk in chunks(member):
                digest.update(chunk)
        if digest.hexdigest() != wanted:
            raise ValueError(f"{name} is not what its manifest says")


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(packed: zipfile.ZipFile) -> Manifest:
    if MANIFEST not in packed.namelist():
        raise ValueError("it has no manifest")
    text = packed.read(MANIFEST)
    if hashlib.sha256(text).hexdigest().encode() != packed.comment:
        raise ValueError("its manifest was changed or cut off")
    told: dict[str, Any] = json.loads(text)
    if told["format"] != FORMAT:
        raise ValueError(f"its format is {told['format']}, and this version reads {FORMAT}")
    tables = {name: Counted(**one) for name, one in told.pop("tables").items()}
    return Manifest(tables=tables, **told)


def _settle(folder: Path) -> None:
    """Have the name itself reach the disk, where the system allows it."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
