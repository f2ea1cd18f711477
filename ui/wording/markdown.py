"""Plain text made safe for places that read Markdown."""

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&])")
# What a label would read as formatting, links, icons, arrows, entities or maths; an amount such as "$5 m" is none.
MEANT = re.compile(
    r"""
      \\(?=[^\w\s])                        # an escape
    | [`*~]                                # code, emphasis
    | (?<!\w)_ | _(?!\w)
    | \](?=[(\[])                          # a link
    | :(?=[A-Za-z][\w+-]*[:\[/])           # a colour or an icon
    | <(?=[A-Za-z/!?=-]) | >(?==) | -(?=[->])
    | &(?=\#?\w+;)
    | \$(?![\d\s])
    """,
    re.VERBOSE,
)

FOUND_LATER = re.compile(r"(https?:(?=//)|\bwww(?=\.)|@(?=[\w-]+\.)|:(?=material/|streamlit:))", re.IGNORECASE)
"""Addresses and icons: they are looked for once the marks are read, so that no backslash helps against them."""
JOINER = "\u2060"
"""A sign of no width at which no line breaks; where it stands, neither is found."""


def plain(text: str) -> str:
    r"""Return text that reads as written where Markdown is understood: no bold, maths, links or icons.

    >>> plain("$1.2 bn_total :red[x]")
    '\\$1\\.2 bn\\_total \\:red\\[x\\]'
    """
    return SPECIAL.sub(r"\\\1", _unfound(text))


def label(text: str) -> str:
    r"""Return text for the label of a control: it reads as written on the screen and to a screen reader.

    A control's accessible name is its label as given, with every backslash; so only what would be read as Markdown has
    one, which hardly any label holds.

    >>> label("Civil (East) - at least $5 m. At most $9 m"), label("a *b* :red[c]")
    ('Civil (East) - at least $5 m. At most $9 m', 'a \\*b\\* \\:red[c]')
    """
    return MEANT.sub(lambda found: f"\\{found[0]}", _unfound(text))


def _unfound(text: str) -> str:
    """Return text on one line in which no address and no icon is found."""
    return FOUND_LATER.sub(rf"\1{JOINER}", " ".join(text.split()))
