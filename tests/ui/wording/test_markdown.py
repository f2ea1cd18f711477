"""Plain text stays plain where Markdown is read."""

import pytest
from markdown_it import MarkdownIt

from ui.wording.markdown import plain

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
    assert "".join(token.content for token in children) == text
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
