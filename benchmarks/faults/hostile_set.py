"""Hostile files: each breaks a reader in another way. Name, and a function that returns the bytes."""

from collections.abc import Callable
from typing import Final

from benchmarks.faults.hostile_books import BOOKS

HEAD = "As of,Project key,Name,Start,Forecast finish,Approved budget,Percent complete,Overall RAG,Note\n"
ROW = "2026-07-31,P{n},Project {n},2024-01-31,2027-02-11,{n}.50,40,green,{note}\n"
MEGA = 1 << 20


def rows(count: int, note: str = "as planned") -> str:
    """Return ordinary rows of projects, with a note each."""
    return "".join(ROW.format(n=number, note=note) for number in range(1, count + 1))


def text(count: int = 20, note: str = "as planned") -> bytes:
    """Return an ordinary file."""
    return (HEAD + rows(count, note)).encode()


def cells(column: str, values: list[str]) -> bytes:
    """Return a file in which one column holds the values given, quoted."""
    quoted = ('"' + value.replace('"', '""') + '"' for value in values)
    return (
        f"As of,Project key,Name,{column}\n" + "".join(f"2026-07-31,P{n},N{n},{one}\n" for n, one in enumerate(quoted))
    ).encode()


ODD_NUMBERS = ["1" * 30_000, "1e999999999", "1e-999999999", "9" * 4_301, "-" * 30_000, "1," * 10_000, "1." * 10_000]
ODD_NUMBERS += ["nan", "inf", "-0", "١٢٣", "1_000", "0x1F", "1e5", "½", "²", "%" * 9_000, "$" * 9_000, "(" * 30_000]
ODD_NUMBERS += ["0" * 30_000 + "x", "1 " * 15_000, "(1", "1)", "--1", "1e", "e1", "+", ".", ",", "10^9", "1E+400"]
ODD_DATES = ["9999999-99-99", "0000-00-00", "0001-01-01", "99999", "1e9", "-1", "31/02/2024", "2024-13-01"]
ODD_DATES += [
    "9" * 30_000,
    "1/" * 15_000,
    "2024-01-01T99:99:99",
    "2262-04-12",
    "1677-09-20",
    "10000-01-01",
    "FY" * 9_000,
]
ODD_TEXTS = [
    "[" * 30_000,
    '{"a":' * 6_000,
    "\u202egnp.exe",
    "\u200b" * 900,
    "a\u0300" * 9_000,
    "\ufeff",
    "\u2028x\u2029",
]
ODD_TEXTS += [
    "\x0b\x0c\x1c\x85",
    "total " * 5_000,
    "-" * 30_000,
    " " * 30_000 + "x",
    "=cmd|' /C calc'!A0",
    "\U0001f4a3" * 900,
]


TEXT_FILES: Final[dict[str, Callable[[], bytes]]] = {
    "10 MB of a million columns": lambda: (
        b",".join(b"Column %d" % n for n in range(1_000_000)) + b"\n" + b"," * 999_999 + b"\n"
    ),
    "a million columns in a later row": lambda: text() + b"," * 1_000_000 + b"\n",
    "a million columns inside quotation marks": lambda: text() + b'"' + b"," * 1_000_000 + b'"\n',
    "1,000 columns of one name": lambda: b"Project key,Name," + b"Name," * 900 + b"x\nP1,Pumps" + b"," * 901 + b"\n",
    "names of 1,000 letters": lambda: (
        b",".join(b"%d" % n + b"x" * 990 for n in range(900)) + b"\n" + b"," * 899 + b"\n"
    ),
    "a name of a megabyte": lambda: b"Project key," + b"x" * MEGA + b"\nP1,Pumps\n",
    "a zero byte at the end": lambda: text(100_000) + b"\0",
    "zero bytes alone": lambda: b"\0" * MEGA,
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 999,
    "UTF-16 with zero signs": lambda: "﻿".encode("utf-16-le") + (HEAD + "\0" * 99).encode("utf-16-le"),
    "UTF-16 that ends in half a sign": lambda: "﻿".encode("utf-16-le") + (HEAD + rows(9)).encode("utf-16-le") + b"\xd8",
    "UTF-16 of lone halves": lambda: b"\xff\xfe" + (HEAD + rows(9)).encode("utf-16-le") + b"\x00\xd8" * 999,
    "UTF-32": lambda: (HEAD + rows(9)).encode("utf-32"),
    "EBCDIC": lambda: (HEAD + rows(9)).encode("cp500"),
    "UTF-8 with bytes of anything": lambda: text(2_000, "ü").replace(b"P7", b"P7\xff\xfe\x81") + bytes(range(128, 256)),
    "overlong and surrogate UTF-8": lambda: text() + b"2026-07-31,P99,\xc0\xaf\xed\xa0\x80\xf5\x80\x80\x80,,,,,,\n",
    "a byte order mark alone": lambda: b"\xef\xbb\xbf",
    "three byte order marks": lambda: b"\xef\xbb\xbf" * 3 + text(),
    "byte order marks in the middle": lambda: text().replace(b"P1", b"\xef\xbb\xbfP1"),
    "nothing": lambda: b"",
    "10 MB of empty lines": lambda: b"\n" * (10 * MEGA),
    "10 MB of lines without an end": lambda: b"x" * (10 * MEGA),
    "20 MB of commas": lambda: b"," * (20 * MEGA),
    "20 MB of short rows of commas": lambda: (b"," * 9 + b"\n") * (2 * MEGA),
    "20 MB of quotation marks": lambda: b'"' * (20 * MEGA),
    "a quotation never closed": lambda: text(100_000) + b'2026-07-31,P9,"never closed' + text(100_000),
    "a quotation closed 20 MB on": lambda: HEAD.encode() + b'2026-07-31,P9,"' + b"x\n" * (10 * MEGA) + b'",,,,,,\n',
    "stray quotation marks": lambda: text(5_000).replace(b"Project 1", b'Pro"ject 1').replace(b",green", b',"gr"een'),
    "ragged rows": lambda: (
        HEAD.encode() + b"".join(b"2026-07-31,P%d" % n + b",x" * (n % 17) + b"\n" for n in range(20_000))
    ),
    "two million ragged rows": lambda: HEAD.encode() + b"a,b\n" * 2_000_000,
    "returns for line ends": lambda: text(2_000).replace(b"\n", b"\r"),
    "line ends of every kind": lambda: text(2_000).replace(b"7\n", b"7\r").replace(b"5,", b"5,\x0b"),
    "a quotation mark for a delimiter": lambda: b'sep="\n' + text(),
    "a return for a delimiter": lambda: b"sep=\r\n" + text(),
    "a letter for a delimiter": lambda: b"sep=e\n" + text(),
    "one key a hundred thousand times": lambda: HEAD.encode() + ROW.format(n=1, note="x").encode() * 100_000,
    "one key with 50,000 contents": lambda: (
        HEAD.encode() + rows(50_000).replace(",P", ",P1,P").replace("Project ", "").encode()
    ),
    "no key in 100,000 rows": lambda: HEAD.encode() + b"2026-07-31,,Name,,,,,,\n" * 100_000,
    "a number of 20 million digits": lambda: cells("Approved budget", ["1" * (20 * MEGA)]),
    "numbers out of this world": lambda: cells("Approved budget", ODD_NUMBERS),
    "percentages out of this world": lambda: cells("Percent complete", ODD_NUMBERS),
    "dates out of this world": lambda: cells("Forecast finish", ODD_DATES * 9),
    "numbers where dates belong": lambda: cells("Forecast finish", ODD_NUMBERS),
    "colours out of this world": lambda: cells("Overall RAG", ["green"] * 40 + ODD_NUMBERS + ODD_TEXTS),
    "deep JSON and strange signs": lambda: cells("Note", ODD_TEXTS),
    "keys of strange signs": lambda: (
        "Project key,Name\n" + "".join(f'"{one}","x"\n' for one in ODD_TEXTS if '"' not in one)
    ).encode(),
    "headers of strange signs": lambda: (
        ",".join(f'"{one[:900]}"' for one in ODD_TEXTS if '"' not in one).encode() + b"\n" + b"," * 11 + b"\n"
    ),
    "700 long cells of which each is another": lambda: cells("Note", [f"{n}" + "x" * 30_000 for n in range(700)]),
    "500,000 values that are no dates": lambda: cells(
        "Forecast finish", ["2024-01-31"] * 260_000 + [f"never {n}" for n in range(240_000)]
    ),
    "2 million cells under no name": lambda: (
        b"Project key,Name" + b"," * 98 + b"\n" + b"".join(b"P%d,N" % n + b",x" * 98 + b"\n" for n in range(20_000))
    ),
}

EVERY: Final = {**TEXT_FILES, **BOOKS, "an ordinary file": lambda: text(2_000)}
