"""Hostile workbooks: name, and a function that returns the bytes."""

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Final

MEGA: Final = 1 << 20


def book(sheet: bytes, **parts: bytes) -> bytes:
    """Return a workbook of one sheet as given, with other parts by their names in the archive."""
    relations = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = b"http://schemas.openxmlformats.org/package/2006"
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = b"application/vnd.openxmlformats-officedocument.spreadsheetml."
    base = {
        "[Content_Types].xml": b'<Types xmlns="' + package + b'/content-types"><Default Extension="xml" ContentType="'
        b'application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        b'relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="'
        + kinds
        + b'sheet.main+xml"/></Types>',
        "_rels/.rels": b'<Relationships xmlns="'
        + package
        + b'/relationships"><Relationship Id="rId1" Type="'
        + relations
        + b'/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": b'<workbook xmlns="'
        + main
        + b'" xmlns:r="'
        + relations
        + b'"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="' + package + b'/relationships"><Relationship Id="rId1" '
        b'Type="'
        + relations
        + b'/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="'
        + relations
        + b'/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": b'<worksheet xmlns="'
        + main
        + b'"><sheetData>'
        + sheet
        + b"</sheetData></worksheet>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**base, **parts}.items():
            archive.writestr(name, content)
    return stream.getvalue()


def typed(*lines: tuple[str, ...]) -> bytes:
    """Return the rows of a sheet with texts written in place."""
    made = []
    for down, line in enumerate(lines, 1):
        across = (
            f'<c r="{chr(65 + at)}{down}" t="inlineStr"><is><t>{cell}</t></is></c>' for at, cell in enumerate(line)
        )
        made.append(f'<row r="{down}">{"".join(across)}</row>')
    return "".join(made).encode()


NAMES = ("As of", "Project key", "Name")
PLAIN = typed(NAMES, ("2026-07-31", "P1", "Pumps"), ("2026-07-31", "P2", "Kerbs"))


def shared(count: int, length: int, used: int) -> bytes:
    """Return a workbook whose cells name long shared texts again and again."""
    strings = b"<sst>" + b"".join(b"<si><t>" + b"x" * length + b"</t></si>" for _ in range(count)) + b"</sst>"
    body = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>' % (n, n, n % count) for n in range(1, used))
    return book(body, **{"xl/sharedStrings.xml": strings})


def bomb(size: int, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Return a workbook with a part that unpacks to a large one of spaces."""
    return book(PLAIN, **{name: b"<worksheet><sheetData>" + b" " * size})


def lying() -> bytes:
    """Return a workbook whose directory says that a large part is small."""
    content = bytearray(bomb(300 * MEGA))
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/worksheets/sheet1.xml"))
    content[at + 24 : at + 28] = struct.pack("<I", 1_000)
    return bytes(content)


def laughs() -> bytes:
    """Return a workbook of entities that would unfold to billions."""
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{lines}]>'.encode()
    return book(
        b"",
        **{
            "xl/worksheets/sheet1.xml": head
            + b"<worksheet><sheetData>"
            + typed(("&a9;",))
            + b"</sheetData></worksheet>"
        },
    )


def far(reference: str) -> bytes:
    """Return a workbook with one cell far away."""
    return book(typed(NAMES) + f'<row r="9"><c r="{reference}" t="inlineStr"><is><t>x</t></is></c></row>'.encode())


def several(count: int) -> bytes:
    """Return a workbook with as many parts as told."""
    return book(PLAIN, **{f"xl/media/{number}.xml": b"" for number in range(count)})


BOOKS: Final[dict[str, Callable[[], bytes]]] = {
    "a workbook that unpacks to 2 GB": lambda: bomb(2_000 * MEGA),
    "a workbook that unpacks to 450 MB": lambda: bomb(450 * MEGA),
    "a workbook of 300 MB that says it is small": lying,
    "a workbook of 400 MB of shared texts": lambda: shared(13, 30 * MEGA, 14),
    "a long shared text named 200,000 times": lambda: shared(1, 32_000, 200_000),
    "a workbook of entities in entities": laughs,
    "a cell in the last column": lambda: far("XFD9"),
    "a cell in the last row": lambda: far("ALL1048576"),
    "a cell outside every sheet": lambda: far("ZZZZ99999999"),
    "a cell of no address": lambda: far(""),
    "a workbook of 50,000 parts": lambda: several(50_000),
    "parts that name other folders": lambda: book(PLAIN, **{"../../../tmp/escaped": b"x", "/etc/escaped": b"x"}),
    "macros and links to elsewhere": lambda: book(
        PLAIN,
        **{"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 99, "xl/externalLinks/externalLink1.xml": b"<externalLink/>"},
    ),
    "formulas that start programs": lambda: book(
        typed(NAMES) + b'<row r="2"><c r="A2"><f>NOW()</f><v>46234</v></c><c r="B2" t="str"><f>cmd|"/C calc"!A0</f>'
        b'<v>=cmd|calc</v></c><c r="C2" t="e"><f>WEBSERVICE("http://x")</f><v>#REF!</v></c></row>'
    ),
    "half a workbook": lambda: book(PLAIN)[:-300],
    "an archive of nothing": lambda: b"PK\x05\x06" + b"\0" * 18,
    "an archive that is no workbook": lambda: b"PK\x03\x04" + b"no workbook at all" * 99,
    "sheets that are no XML": lambda: book(b"", **{"xl/worksheets/sheet1.xml": b"<<<<" * 9_999}),
    "a workbook without its sheet": lambda: book(PLAIN, **{"xl/_rels/workbook.xml.rels": b"<Relationships/>"}),
    "an old workbook": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5_000,
    "a password": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 99,
    "an ordinary workbook": lambda: book(PLAIN),
}
