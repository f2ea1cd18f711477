"""The program stands alone, and says on its command line what it made."""

import ast
import sys
from pathlib import Path

import pytest

from sample_data import generate

ALLOWED = {"numpy", "pandas", "sample_data"}


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


def test_the_generator_needs_nothing_of_the_app() -> None:
    modules = sorted(Path(generate.__file__).parent.glob("*.py"))
    assert len(modules) > 10
    for path in modules:
        assert imported(path) - sys.stdlib_module_names <= ALLOWED, path.name


def test_the_command_says_how_many_projects_slip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["generate", "--out", str(tmp_path), "--projects", "50", "--periods", "14", "--seed", "9", "--no-truth"]
    monkeypatch.setattr(sys, "argv", line)
    generate.main()
    said = capsys.readouterr().out
    assert said.startswith("50 projects, 14 months")
    assert "12 months > 90 days: " in said
    assert (tmp_path / "manifest.csv").exists()
    assert not (tmp_path / "truth").exists()
