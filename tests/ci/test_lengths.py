"""The check of lengths: what counts as a line of a file, of a function and of a page."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / ".ci" / "lengths.py"


@pytest.fixture
def lengths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    specification = importlib.util.spec_from_file_location("check_lengths", SCRIPT)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    monkeypatch.chdir(tmp_path)
    return module


def _write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text)


def test_short_files_pass(lengths: ModuleType) -> None:
    _write("models/short.py", "x = 1\n" * 250)
    _write("pages/explore/short.py", "x = 1\n" * 60)
    _write("app.py", "x = 1\n" * 40)
    assert lengths.main() == 0


@pytest.mark.parametrize(("name", "lines"), [("models/a.py", 251), ("pages/explore/a.py", 61), ("app.py", 41)])
def test_a_file_one_line_too_long_is_refused(lengths: ModuleType, name: str, lines: int) -> None:
    _write(name, "x = 1\n" * lines)
    assert lengths.main() == 1


def test_the_docstring_of_a_function_does_not_count(lengths: ModuleType) -> None:
    docstring = '    """First line.\n' + "\n    more\n" * 30 + '    """\n'
    _write("models/a.py", f"def f():\n{docstring}" + "    x = 1\n" * 40)
    assert lengths.main() == 0
    _write("models/a.py", f"def f():\n{docstring}" + "    x = 1\n" * 41)
    assert lengths.main() == 1


def test_the_lines_of_an_inner_function_count_for_the_outer(lengths: ModuleType) -> None:
    _write("models/a.py", "def f():\n    x = 1\n    def g():\n" + "        x = 1\n" * 39)
    assert lengths.main() == 1
