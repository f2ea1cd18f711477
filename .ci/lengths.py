"""Refuse files, functions and pages that are too long: split them by meaning."""

import ast
import sys
from pathlib import Path

ROOTS = [
    "app.py",
    "cli.py",
    "pages",
    "ui",
    "services",
    "data_access",
    "models",
    "sample_data",
    "tests",
    "benchmarks",
    ".ci",
]
FILE_LINES = 250
FUNCTION_LINES = 40
PAGE_LINES = 60
LAUNCHER_LINES = 40


def main() -> int:
    """Print every excess; the exit code is 1 where there is one."""
    found = [excess for path in _files() for excess in _excesses(path)]
    print("\n".join(found) if found else "Every file, function and page is short enough.")
    return 1 if found else 0


def _files() -> list[Path]:
    roots = [Path(name) for name in ROOTS if Path(name).exists()]
    found = [path for root in roots for path in ([root] if root.is_file() else root.rglob("*.py"))]
    # A revision of the schema is a record that is never edited again.
    return sorted(path for path in found if "versions" not in path.parts)


def _excesses(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    lines, limit = len(text.splitlines()), _limit(path)
    too_long = [f"{path}: {lines} lines, {limit} allowed"] if lines > limit else []
    for node in ast.walk(ast.parse(text, str(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = _body_lines(node)
            if length > FUNCTION_LINES:
                too_long.append(f"{path}:{node.lineno}: {node.name} has {length} lines, {FUNCTION_LINES} allowed")
    return too_long


def _limit(path: Path) -> int:
    if path.parts[0] == "pages":
        return PAGE_LINES
    return LAUNCHER_LINES if path.parts == ("app.py",) else FILE_LINES


def _body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    if not body:
        return 0
    return (body[-1].end_lineno or body[-1].lineno) - body[0].lineno + 1


if __name__ == "__main__":
    sys.exit(main())
