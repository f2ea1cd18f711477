"""The check of the lock: which wheels are missing, and which markers say nothing."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / ".ci" / "wheels.py"


@pytest.fixture
def wheels() -> ModuleType:
    specification = importlib.util.spec_from_file_location("check_wheels", SCRIPT)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def _package(*files: str, marker: str | None = None) -> dict[str, object]:
    offered = [{"url": f"https://index.example/{file}"} for file in files]
    package: dict[str, object] = {"name": "thing", "version": "1.0", "wheels": offered}
    return package if marker is None else {**package, "marker": marker}


def test_a_pure_wheel_serves_every_platform(wheels: ModuleType) -> None:
    assert wheels._missing_wheels([_package("thing-1.0-py3-none-any.whl")]) == []


def test_a_package_of_source_alone_is_missing_everywhere(wheels: ModuleType) -> None:
    assert len(wheels._missing_wheels([_package()])) == 4 * 4


def test_a_platform_without_a_wheel_is_named(wheels: ModuleType) -> None:
    stable = "thing-1.0-cp310-abi3"
    package = _package(f"{stable}-manylinux_2_28_x86_64.whl", f"{stable}-macosx_11_0_universal2.whl")
    missing = wheels._missing_wheels([package])
    assert missing == [f"thing 1.0 has no wheel for Python 3.{minor} on linux aarch64" for minor in (11, 12, 13, 14)]


def test_a_wheel_newer_than_the_oldest_supported_system_does_not_count(wheels: ModuleType) -> None:
    package = _package("thing-1.0-py3-none-manylinux_2_39_x86_64.whl", "thing-1.0-py3-none-macosx_15_0_arm64.whl")
    assert len(wheels._missing_wheels([package])) == 4 * 4


def test_a_marker_leaves_out_the_platforms_it_excludes(wheels: ModuleType) -> None:
    package = _package(
        "thing-1.0-cp311-abi3-manylinux_2_28_x86_64.whl",
        marker="sys_platform == 'linux' and platform_machine == 'x86_64'",
    )
    assert wheels._missing_wheels([package]) == []


def test_a_marker_without_a_stated_fallback_is_refused(
    wheels: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for source in wheels.SOURCES:
        (tmp_path / source).write_text(
            "plain\n"
            "silent ; sys_platform == 'linux'\n"
            "stated ; sys_platform == 'linux'  # fallback: the standard library\n"
        )
    monkeypatch.chdir(tmp_path)
    assert [line.split("'")[1].split(" ")[0] for line in wheels._markers_without_fallback()] == ["silent", "silent"]
