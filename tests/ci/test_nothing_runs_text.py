"""No text that a person brings is run, drawn as markup, or unpacked as objects: the calls that would are not used."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("ui", "pages", "services", "data_access", "models", "sample_data")
RUNS = {"eval", "exec", "compile", "__import__"}
UNPACKS = {"pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "jsonpickle"}
METHODS = {
    "eval": "DataFrame.eval",
    "read_pickle": "pandas.read_pickle",
    "to_pickle": "pandas.to_pickle",
    "read_csv": "pandas.read_csv",
    "read_table": "pandas.read_table",
    "read_excel": "pandas.read_excel",
    "read_html": "pandas.read_html",
    "read_xml": "pandas.read_xml",
    "read_json": "pandas.read_json",
    "read_clipboard": "pandas.read_clipboard",
    "system": "os.system",
    "popen": "os.popen",
    "iframe": "streamlit.iframe",
    "write_html": "plotly.write_html",
    "to_html": "to_html",
}
KEYWORDS = {"unsafe_allow_html", "unsafe_allow_javascript", "allow_pickle", "shell", "allow_dangerous_deserialization"}
OWN_MARKUP = {"ui/shell.py", "ui/filters/person.py"}
"""Places that draw markup of our own: a file beside them, or a constant text with an address of ours in it."""
OURS = {"below_base"}


def found(source: str) -> Iterator[str]:
    """Yield what a source uses that could run a text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            names = [module, *(alias.name for alias in node.names)]
            yield from (name for name in names if name.split(".")[0] in UNPACKS)
        elif isinstance(node, ast.Call):
            yield from _called(node)


def _called(call: ast.Call) -> Iterator[str]:
    yield from (str(word.arg) for word in call.keywords if word.arg in KEYWORDS and not _is_false(word.value))
    function = call.func
    if isinstance(function, ast.Name) and function.id in RUNS:
        yield function.id
    if not isinstance(function, ast.Attribute):
        return
    of = function.value.id if isinstance(function.value, ast.Name) else ""
    if function.attr == "query" and (call.args or call.keywords):
        yield "DataFrame.query"
    elif function.attr == "html" and of in ("st", "components"):
        yield "streamlit.html"
    elif function.attr == "load" and of in ("joblib", "yaml", "torch"):
        yield f"{of}.load"
    elif function.attr in METHODS:
        yield METHODS[function.attr]


def _is_false(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is False


def sources() -> dict[str, str]:
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    paths += [ROOT / "app.py", ROOT / "cli.py"]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_no_call_runs_a_text_or_unpacks_objects_from_one():
    used = {(path, what) for path, source in sources().items() for what in found(source)}
    assert used - {(path, "streamlit.html") for path in OWN_MARKUP} == set()


def is_ours(markup: ast.expr) -> bool:
    """Whether markup is a path below our own files, or a text with nothing in it but constants and our addresses."""
    if isinstance(markup, ast.BinOp):
        return isinstance(markup.left, ast.Name) and markup.left.id == "STATIC" and is_ours(markup.right)
    if isinstance(markup, ast.JoinedStr):
        return all(is_ours(part) for part in markup.values)
    if isinstance(markup, ast.FormattedValue):
        return is_ours(markup.value)
    if isinstance(markup, ast.Call):
        return isinstance(markup.func, ast.Name) and markup.func.id in OURS and all(map(is_ours, markup.args))
    return isinstance(markup, ast.Constant)


def html_calls(source: str) -> list[ast.Call]:
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "html"]


@pytest.mark.parametrize("path", sorted(OWN_MARKUP))
def test_markup_of_our_own_holds_nothing_a_person_brings(path):
    calls = html_calls(sources()[path])
    assert calls
    assert all(is_ours(call.args[0]) for call in calls)


@pytest.mark.parametrize(
    "markup", ['f"<b>{name}</b>"', 'f"<b>{below_base(name)}</b>"', "name", "STATIC / name", "a(name)"]
)
def test_markup_with_a_name_in_it_is_not_taken_for_our_own(markup):
    assert not is_ours(ast.parse(markup, mode="eval").body)


@pytest.mark.parametrize(
    "source",
    [
        "st.markdown(name, unsafe_allow_html=True)",
        "st.markdown(name, unsafe_allow_html=allowed)",
        "st.html(name)",
        "frame.query(text)",
        'frame.query("a > 1")',
        "frame.eval(text)",
        "eval(text)",
        "exec(text)",
        "import pickle",
        "from pickle import loads",
        "import cloudpickle as packed",
        "joblib.load(path)",
        "pd.read_csv(io.StringIO(text))",
        "pd.read_pickle(path)",
        "np.load(path, allow_pickle=True)",
        "subprocess.run(text, shell=True)",
        "os.system(text)",
    ],
)
def test_each_such_call_is_found_where_it_is_used(source):
    assert list(found(source))


@pytest.mark.parametrize(
    "source", ["context.query()", "np.load(path, allow_pickle=False)", "re.compile(text)", "st.json({})"]
)
def test_what_only_looks_alike_is_let_pass(source):
    assert not list(found(source))
