"""Finding texts by words, whatever their case and accents."""

import unicodedata

import pandas as pd


def folded(text: str) -> str:
    """Return a text without case and accents, as words are compared.

    >>> folded("Café GROẞE Straße")
    'cafe grosse strasse'
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def joined(columns: pd.DataFrame) -> pd.Series:
    """Return the texts of each row in one folded text; what is missing adds nothing."""
    texts = columns.astype(object).where(columns.notna(), "")
    whole = pd.Series(
        [" ".join(map(str, row)) for row in texts.itertuples(index=False, name=None)], index=columns.index
    )
    return whole.map(folded)


def matches(texts: pd.Series, asked: str) -> pd.Series:
    """Return which folded texts hold every word asked for, in any order; all of them where nothing is asked.

    >>> matches(pd.Series(["north main pumps", "south main"]), "Main  north").tolist()
    [True, False]
    """
    found = pd.Series(True, index=texts.index)
    for word in folded(asked).split():
        found &= texts.str.contains(word, regex=False).astype(bool)
    return found
