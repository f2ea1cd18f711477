"""The packages of a hash-locked requirements file, as uv writes them."""

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.utils import canonicalize_name

LINE = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^\s;\\]+)\s*(?:;\s*([^\\]*?))?\s*\\?$")
SUPPORTED = {"os_name": "posix", "implementation_name": "cpython", "platform_python_implementation": "CPython"}
LOCKS = ("requirements.txt", "requirements-dev.txt")


@dataclass(frozen=True)
class Locked:
    """One line of a lock: a package held to a version, on the platforms its marker names."""

    name: str
    version: str
    marker: str

    @property
    def is_for_here(self) -> bool:
        """Whether it is installed on this platform."""
        return not self.marker or Marker(self.marker).evaluate()

    @property
    def is_for_some(self) -> bool:
        """Whether it is installed on any platform that Bellwether supports."""
        return not self.marker or any(
            Marker(self.marker).evaluate({**SUPPORTED, "sys_platform": system, "platform_machine": machine, **python})
            for system, machine in (
                ("linux", "x86_64"),
                ("linux", "aarch64"),
                ("darwin", "x86_64"),
                ("darwin", "arm64"),
            )
            for python in (
                {"python_version": f"3.{minor}", "python_full_version": f"3.{minor}.0"} for minor in range(11, 15)
            )
        )


def locked(path: Path) -> list[Locked]:
    """Return the packages of a lock; raises ValueError for a line that is none, so that none is passed over."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.lstrip().startswith(("#", "--hash=")):
            continue
        match = LINE.match(line)
        if match is None:
            raise ValueError(f"{path.name}: {line!r} is not a locked package")
        found.append(Locked(canonicalize_name(match[1]), match[2], (match[3] or "").strip()))
    return found
