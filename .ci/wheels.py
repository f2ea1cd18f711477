"""Refuse a lock that cannot be installed from wheels on every supported platform.

Every package of requirements.txt and requirements-dev.txt must offer a wheel for Python 3.11 to 3.14 on Debian 12 and
macOS 14, on x86-64 and on arm64, wherever its marker asks for it. A line of requirements.in or requirements-dev.in
that carries a marker leaves platforms out on purpose and must say what happens there, after "# fallback:".
"""

import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

LOCKS = ["requirements.txt", "requirements-dev.txt"]
SOURCES = ["requirements.in", "requirements-dev.in"]
PYTHON_MINORS = [11, 12, 13, 14]
MACHINES = [("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "x86_64"), ("darwin", "arm64")]
DEBIAN_GLIBC_MINOR = 36
MACOS_FLOOR = (14, 0)
ATTEMPTS = 3


class Unreachable(Exception):
    """The package index did not answer."""


def main() -> int:
    """Print what is missing; the exit code is 1 where something is."""
    missing = list(_markers_without_fallback())
    try:
        for lock in LOCKS:
            missing += _missing_wheels(_packages(lock))
    except Unreachable as error:
        print(f"The package index could not be asked which wheels exist: {error}", file=sys.stderr)
        return 1
    print("\n".join(missing) if missing else "Every locked package has its wheels.")
    return 1 if missing else 0


def _markers_without_fallback() -> Iterator[str]:
    for source in SOURCES:
        for line in Path(source).read_text(encoding="utf-8").splitlines():
            requirement, _, comment = line.partition("#")
            if ";" in requirement and not comment.strip().startswith("fallback: "):
                yield f"{source}: '{requirement.strip()}' has a marker and states no fallback"


def _packages(lock: str) -> list[dict[str, object]]:
    """The locked packages with the wheels that the index offers, as uv lists them."""
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder) / "pylock.toml"
        command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--no-deps"]
        command += ["--python-version", "3.11", "--format", "pylock.toml", "--output-file", str(listing), lock]
        index = {"UV_DEFAULT_INDEX": os.environ["PIP_INDEX_URL"]} if "PIP_INDEX_URL" in os.environ else {}
        environment = {**index, **os.environ}
        for attempt in range(ATTEMPTS):
            answer = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment, check=False)
            if answer.returncode == 0:
                return list(tomllib.loads(listing.read_text(encoding="utf-8"))["packages"])
            if attempt + 1 == ATTEMPTS:
                raise Unreachable(" ".join(answer.stderr.split())[-300:])
    raise AssertionError


def _missing_wheels(packages: list[dict[str, object]]) -> list[str]:
    missing = []
    for minor in PYTHON_MINORS:
        for system, machine in MACHINES:
            accepted = _tags(minor, system, machine)
            for package in packages:
                if _asked_for(package, minor, system, machine) and not _tags_offered(package) & accepted:
                    name = f"{package['name']} {package['version']}"
                    missing.append(f"{name} has no wheel for Python 3.{minor} on {system} {machine}")
    return missing


def _asked_for(package: dict[str, object], minor: int, system: str, machine: str) -> bool:
    if "marker" not in package:
        return True
    environment = {
        "implementation_name": "cpython",
        "os_name": "posix",
        "platform_machine": machine,
        "platform_python_implementation": "CPython",
        "platform_system": {"linux": "Linux", "darwin": "Darwin"}[system],
        "python_full_version": f"3.{minor}.0",
        "python_version": f"3.{minor}",
        "sys_platform": system,
    }
    return Marker(str(package["marker"])).evaluate(environment)


def _tags_offered(package: dict[str, object]) -> set[Tag]:
    wheels = package.get("wheels", [])
    assert isinstance(wheels, list)
    names = [unquote(wheel["url"].rsplit("/", 1)[1]) for wheel in wheels]
    return {tag for name in names for tag in parse_wheel_filename(name)[3]}


def _tags(minor: int, system: str, machine: str) -> set[Tag]:
    if system == "darwin":
        platforms = list(mac_platforms(MACOS_FLOOR, machine))
    else:
        platforms = [f"manylinux_2_{glibc}_{machine}" for glibc in range(DEBIAN_GLIBC_MINOR, 4, -1)]
        platforms += [f"{name}_{machine}" for name in ("manylinux2014", "manylinux2010", "manylinux1", "linux")]
    binary = cpython_tags((3, minor), platforms=platforms)
    return {*binary, *compatible_tags((3, minor), f"cp3{minor}", platforms)}


if __name__ == "__main__":
    sys.exit(main())
