"""What the Alignment page says before a first part below an objective stops its ratings from counting."""

from ui.wording.formats import count


def told(projects: int, name: str) -> str:
    """Return what would happen to the ratings of an objective that gets its first part.

    >>> told(1, "Safety")[:52]
    '1 live or proposed project is rated on “Safety”. Its'
    """
    one = projects == 1
    rated = f"{count(projects, 'live or proposed project')} {'is' if one else 'are'} rated on “{name}”."
    stops = f"{'Its rating stops' if one else 'Their ratings stop'} counting while it has a part:"
    kept = f"{'It stays' if one else 'They stay'} stored, and {'counts' if one else 'count'} again once"
    return (
        f"{rated} {stops} its share then goes to its parts, and only ratings on those count, in the strategic value, "
        f"in the share of the money and on the page Budget. {kept} “{name}” has no part. Nothing is saved yet."
    )


def agree(projects: int, name: str) -> str:
    """Return what the button says that saves it all the same.

    >>> agree(118, "Safety")
    'Save, and stop counting 118 ratings on Safety'
    """
    return f"Save, and stop counting {count(projects, 'rating')} on {name}"
