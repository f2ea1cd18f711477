"""List the licence of every package that is installed in docs/licences.md: python .ci/licences.py [--check]

What a package says of itself is read from its installed metadata. What some leave unsaid stands below, as read in their
sources. A licence that is not known to be compatible ends the program with 1.
"""

import re
import sys
from importlib import metadata
from pathlib import Path

from lock_lines import locked
from packaging.utils import canonicalize_name

TARGET = Path("docs/licences.md")
STATED = {
    "axe-playwright-python": "MIT",
    "lazy-importer": "Apache-2.0",
    "pysqlite3": "Zlib",
    "skops": "MIT",
}
WORDS = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
PERMISSIVE = frozenset(
    {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU"}
    | {"PSF-2.0", "Unlicense", "Zlib"}
)
WEAK = frozenset({"LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MPL-2.0"})
"""Changes to the package itself must be given on; a program that uses it unchanged may have any licence."""
HEAD = """# Licences of the locked packages

Bellwether is under the Apache License 2.0. This list is written by `.venv/bin/python .ci/licences.py` from what the
installed packages say of themselves, and checked by a test: a package whose licence is unknown, or asks that a program
using it be under the same licence (GPL, AGPL), is refused. "Weak copyleft" packages are used unchanged, as installed.

| Package | For | Licence | Kind |
| --- | --- | --- | --- |
"""


class Unknown(Exception):
    """A licence that nobody has looked at."""


def main(arguments: list[str]) -> int:
    """Write the list, or with --check compare it; return the exit code."""
    try:
        text = HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows())
    except Unknown as found:
        print(found, file=sys.stderr)
        return 1
    if "--check" in arguments:
        if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text:
            return 0
        print(f"{TARGET} is not what the lock says. Run: .venv/bin/python .ci/licences.py", file=sys.stderr)
        return 1
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET} lists {len(rows())} packages.")
    return 0


def rows() -> list[tuple[str, str, str, str]]:
    """Return package, purpose, licence and kind of every package that a supported platform installs, by name.

    Raises Unknown for a licence that is not allowed.
    """
    running = {package.name for package in locked(Path("requirements.txt")) if package.is_for_some}
    tools = {package.name for package in locked(Path("requirements-dev.txt")) if package.is_for_some} - running
    listed = []
    for name in sorted(running | tools):
        licence = licence_of(name)
        listed.append((name, "running" if name in running else "tools", licence, kind(name, licence)))
    return listed


def licence_of(name: str) -> str:
    """Return a package's licence as an SPDX expression: as stated here, else as its metadata say."""
    if name in STATED:
        return STATED[name]
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return _listed_before(name)
    classifiers = [
        line.rpartition("::")[2].strip() for line in said.get_all("Classifier") or [] if line.startswith("License")
    ]
    given = [said.get("License-Expression"), said.get("License"), *classifiers]
    for words in [" ".join(text.split()) for text in given if text]:
        if expression(words):
            return expression(words)
    return ""


def expression(words: str) -> str:
    """Return what is said as an SPDX expression, or nothing where it cannot be told."""
    if words in WORDS:
        return WORDS[words]
    known = PERMISSIVE | WEAK
    ids = [part for part in re.split(r"[\s()]+", words) if part not in ("AND", "OR", "WITH", "")]
    looks = all(re.fullmatch(r"[A-Za-z0-9.+-]+", part) and (part in known or "GPL" in part) for part in ids)
    return words if ids and looks else ""


def kind(name: str, licence: str) -> str:
    """Return permissive or weak copyleft; raises Unknown for anything else. Of alternatives the freest counts."""
    choices = [set(re.split(r"[\s()]+|AND", choice)) - {""} for choice in licence.split(" OR ")]
    if licence and any(choice <= PERMISSIVE for choice in choices):
        return "permissive"
    if licence and any(choice <= PERMISSIVE | WEAK for choice in choices):
        return "weak copyleft"
    raise Unknown(f"{name}: the licence {licence or 'nobody states'} is not known to be compatible.")


def _listed_before(name: str) -> str:
    """Return what the list says of a package that is not installed on this platform."""
    text = TARGET.read_text(encoding="utf-8") if TARGET.is_file() else ""
    found = re.search(rf"^\| {re.escape(canonicalize_name(name))} \| \w+ \| ([^|]+) \|", text, re.MULTILINE)
    return found[1].strip() if found else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
