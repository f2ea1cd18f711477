"""Plain text made safe for places that read Markdown."""

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&])")


def plain(text: str) -> str:
    r"""Return text that reads as written where Markdown is understood: no bold, maths, links or icons.

    >>> plain("$1.2 bn_total :red[x]")
    '\\$1\\.2 bn\\_total \\:red\\[x\\]'
    """
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
