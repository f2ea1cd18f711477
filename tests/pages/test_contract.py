"""What holds for every page file."""

import ast
from pathlib import Path

import pytest

from services.rights import rights_of
from ui.navigation import ENTRIES, entries_for, entry

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "pages").rglob("*.py"))
each_page = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def test_every_page_file_is_in_the_menu_and_every_entry_has_its_file():
    assert sorted(item.path for item in ENTRIES) == FILES


def test_stems_are_unique_for_they_are_the_addresses():
    assert len({path.stem for path in FILES}) == len(FILES)


@each_page
def test_a_page_is_short(path: Path):
    assert len(path.read_text().splitlines()) < 60


@each_page
def test_a_page_speaks_to_ui_alone(path: Path):
    tree = ast.parse(path.read_text())
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= {"ui"}


@each_page
def test_a_page_holds_no_loop_and_no_arithmetic(path: Path):
    heavy = (ast.For, ast.While, ast.BinOp, ast.comprehension, ast.FunctionDef)
    assert [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, heavy)] == []


@each_page
def test_a_page_says_what_it_answers(path: Path):
    assert (ast.get_docstring(ast.parse(path.read_text())) or "").strip()


def test_only_the_page_of_one_project_and_the_wall_are_hidden_from_the_menu():
    assert [item.stem for item in ENTRIES if item.hidden] == ["project", "wall"]


def test_a_role_sees_only_its_pages():
    assert entries_for(rights_of(["admin"])) == ENTRIES
    assert entries_for(rights_of(["stranger"])) == ()
    assert {item.stem for item in ENTRIES} - {item.stem for item in entries_for(rights_of(["analyst"]))} == {
        "portfolio_settings",
        "people",
        "audit",
        "health",
    }


def test_an_unknown_page_is_refused():
    with pytest.raises(KeyError):
        entry("nowhere")
