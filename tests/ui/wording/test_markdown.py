"""Plain text stays plain where Markdown is read."""

import pytest
from markdown_it import MarkdownIt

from ui.wording.markdown import JOINER, label, plain

NASTY = [
    "$1.2 bn and $3 bn",
    "_a_ *b* `c`",
    "[x](http://x)",
    "<b>bold</b>",
    "# head",
    "- item",
    "1. one",
    "a | b",
    ":red[x]",
]


@pytest.mark.parametrize("text", NASTY)
def test_a_text_reads_as_written(text):
    tokens = MarkdownIt().parseInline(plain(text))
    children = tokens[0].children or []
    assert "".join(token.content for token in children).replace(JOINER, "") == text
    assert {token.type for token in children} <= {"text", "text_special"}


def test_a_text_cannot_open_a_block():
    assert [token.type for token in MarkdownIt().parse(plain("# head"))] == [
        "paragraph_open",
        "inline",
        "paragraph_close",
    ]


def test_lines_become_one():
    assert plain("one\n\ntwo") == "one two"


def test_money_signs_and_directives_are_escaped():
    assert plain("$5 :red[x]").count("\\") == 4


@pytest.mark.parametrize(
    "text", ["_a_ *b* `c`", "[x](y)", "<b>bold</b>", "a\\_b_", "A &amp; B", "**x**", "a_b_c", "[Phase 2] Roads (east)"]
)
def test_a_label_reads_as_written(text):
    tokens = MarkdownIt().parseInline(label(text))
    children = tokens[0].children or []
    assert "".join(token.content for token in children) == text
    assert {token.type for token in children} <= {"text", "text_special"}


@pytest.mark.parametrize(
    "text",
    [
        "Roads: at least $5 m and at most $9.5 m",
        "Held for risk at the portfolio, $ m",
        "Civil engineer FY27, FTE",
        "At least, % of what all could bring",
        "Show the 12 other rules, which cost nothing - at this total",
    ],
)
def test_a_label_that_holds_no_markdown_has_no_backslash_for_a_screen_reader(text):
    assert label(text) == text


def test_what_only_the_page_reads_as_markdown_is_escaped_in_a_label_too():
    assert label(":red[x] www.a.gov -> $x$") == f"\\:red[x] www{JOINER}.a.gov \\-> \\$x\\$"


@pytest.mark.parametrize("shown", [plain, label])
@pytest.mark.parametrize(
    "text", ["see http://a.gov", "HTTPS://A.GOV/x", "www.a.gov", "(www.a.gov)", ":material/bolt:", ":streamlit:"]
)
def test_what_is_looked_for_after_the_marks_are_read_is_parted_by_a_sign_of_no_width(shown, text):
    said = shown(text).replace("\\", "")
    assert said.replace(JOINER, "") == text
    assert not any(found in said.casefold() for found in ("://", "www.", ":material/", ":streamlit:"))


@pytest.mark.parametrize("shown", [plain, label])
def test_an_address_of_mail_becomes_no_link(shown):
    assert "@b" not in shown("Ask a@b.gov")
    assert shown("Ask a@b.gov").replace(JOINER, "").replace("\\", "") == "Ask a@b.gov"


@pytest.mark.parametrize("shown", [plain, label])
def test_ordinary_text_holds_no_such_sign(shown):
    assert JOINER not in shown("Roads: phase 2, 12:30:45, http, wwww, material/steel, A: b")
