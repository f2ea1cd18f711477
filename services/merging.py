"""Two people change one thing: what each really changed is kept, and what both changed is shown to the second."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.errors import Moved


@dataclass(frozen=True)
class Clash:
    """A value that two people set differently; `name` is how people read its key."""

    key: str
    name: str
    theirs: Any
    yours: Any


class ChangedMeanwhile(Moved):
    """Somebody else set the same values first: `clashes` holds both of each; nothing was written."""

    def __init__(self, what: str, clashes: tuple[Clash, ...]) -> None:
        both = "; ".join(f"{one.name} is {one.theirs} now, and you set {one.yours}" for one in clashes)
        super().__init__(
            f"{what} was changed meanwhile.",
            f"{both}. Nothing of yours was written, and nothing of theirs is lost.",
            "Look at both; then save yours again, or leave theirs.",
        )
        self.clashes = clashes


def changes(
    what: str, seen: Mapping[str, Any], held: Mapping[str, Any], wanted: Mapping[str, Any], names: Mapping[str, str]
) -> dict[str, Any]:
    """Return the values to write: those that differ from what the person saw.

    Parameters
    ----------
    seen, held, wanted
        Values as the person saw them, as they are stored now, and as the person left them.
    names
        How people read the name of a value, where it is not the name itself.

    Raises
    ------
    ChangedMeanwhile
        Where a value the person changed was changed by somebody else too, and to something else.

    >>> changes("It", {"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 5}, {})
    {'b': 5}
    """
    touched = {name: value for name, value in wanted.items() if name not in seen or value != seen[name]}
    clashes = tuple(
        Clash(name, names.get(name, name), held[name], value)
        for name, value in touched.items()
        if name in seen and name in held and held[name] not in (seen[name], value)
    )
    if clashes:
        raise ChangedMeanwhile(what, clashes)
    return touched
