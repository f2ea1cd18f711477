"""Which encoding a text file is written in, decided from all its bytes."""

import codecs
import re
from dataclasses import dataclass

from data_access.intake.findings import refuse_file
from data_access.intake.source import BLOCK, Source

NOT_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
CP1252_ONLY = re.compile(rb"[\x80-\x9f]")
WRITTEN_OTHERWISE = re.compile("[\udc80-\udcff]")
OUTSIDE_ASCII = re.compile("[^\x00-\x7f]")
MIXED = "bellwether_single_bytes"
MIXED_NAME = "signs of cp1252"
NO_TEXT = "with bytes that no text holds"


@dataclass(frozen=True)
class Encoding:
    """How to decode a file: the codec, what to do with bytes outside it, and its name for people."""

    codec: str
    errors: str
    name: str


def _single_bytes(error: UnicodeError) -> tuple[str, int]:
    """Return one undecodable byte read as cp1252, or as Latin-1 where cp1252 has no such sign."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    text = byte.decode("latin-1") if NOT_IN_CP1252.match(byte) else byte.decode("cp1252")
    return text, error.start + 1


codecs.register_error(MIXED, _single_bytes)


def detect(source: Source) -> Encoding:
    """Return the encoding of a file.

    UTF-16 is known by its byte order mark. What is valid UTF-8 throughout is UTF-8. Where more signs
    are valid UTF-8 than are not, the file was pasted together: the rest is read byte by byte as cp1252.
    Otherwise cp1252, or Latin-1 where a byte has no meaning in cp1252.

    Raises
    ------
    FileRefused
        Where the file is no text, for it holds a NUL byte (row given), or is empty.
    """
    with source.open() as stream:
        start = stream.read(4)
    if not start:
        raise refuse_file(source.file_name, "empty file", "Choose a file that holds a header and rows.")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoding("utf-16", "strict", "UTF-16")
    marked = start.startswith(codecs.BOM_UTF8)
    valid, invalid, single, undefined = _counted(source)
    if invalid == 0:
        return Encoding("utf-8-sig", "strict", "UTF-8 with byte order mark" if marked else "UTF-8")
    if valid >= invalid:
        return Encoding("utf-8-sig", MIXED, f"UTF-8 with {invalid} {MIXED_NAME}")
    if undefined:
        return Encoding("latin-1", "strict", f"Latin-1 {NO_TEXT}")
    if not single:
        return Encoding("latin-1", "strict", "Latin-1")
    return Encoding("cp1252", "strict", "cp1252")


def _counted(source: Source) -> tuple[int, int, bool, bool]:
    """Return counts of valid and invalid signs outside ASCII, and whether cp1252 signs or gaps occur."""
    valid = invalid = rows = 0
    single = undefined = False
    with source.open() as stream:
        while block := stream.read(BLOCK):
            block += stream.readline()
            if (nul := block.find(b"\0")) >= 0:
                raise refuse_file(
                    source.file_name,
                    "this is not a text file",
                    "Choose a CSV file or a workbook, or save the table again as CSV in UTF-8. "
                    "A byte of zero stands here, as in pictures and documents.",
                    row=rows + block.count(b"\n", 0, nul) + 1,
                )
            rows += block.count(b"\n")
            if block.isascii():
                continue
            text = block.decode("utf-8", "surrogateescape")
            bad = len(WRITTEN_OTHERWISE.findall(text))
            invalid += bad
            valid += len(OUTSIDE_ASCII.findall(text)) - bad
            single = single or bool(CP1252_ONLY.search(block))
            undefined = undefined or bool(NOT_IN_CP1252.search(block))
    return valid, invalid, single, undefined
