"""Rules stated by hand as a line of text, for an address or a file, and back."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from models.selection_rules import Rule

FIELDS: Final = ("kind", "keys", "name", "at_least", "at_most", "measure", "objective", "reason")
KINDS: Final = ("requires", "excludes", "same", "group")
MEASURES: Final = ("count", "money", "objective")
MOST: Final = 200


def written(rules: Sequence[Rule]) -> str:
    """Return rules by hand as one line; "" where there are none.

    >>> written([Rule("requires", ("A", "B"))])
    '[["requires",["A","B"]]]'
    """
    rows = []
    for rule in rules:
        told = asdict(rule)
        row: list[Any] = [told[field] for field in FIELDS]
        usual = asdict(Rule(rule.kind, rule.keys))
        while len(row) > 2 and row[-1] == usual[FIELDS[len(row) - 1]]:
            row.pop()
        rows.append(row)
    return json.dumps(rows, separators=(",", ":"), ensure_ascii=False) if rows else ""


def read(text: str) -> tuple[Rule, ...]:
    """Return the rules of a line; what cannot be read is left out, for an address may be cut.

    >>> read('[["excludes",["A","B"]],["nonsense"]]')
    (Rule(kind='excludes', keys=('A', 'B'), name='', at_least=None, at_most=None, measure='count', objective=None, \
origin='hand', reason=''),)
    """
    try:
        rows = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return ()
    found = [_rule(row) for row in rows[:MOST]] if isinstance(rows, list) else []
    return tuple(rule for rule in found if rule is not None)


def unread(text: str) -> int:
    """Return how many rules of a line cannot be read; one where it is no line of rules at all.

    >>> unread('[["excludes",["A","B"]],["nonsense"]]'), unread('[["excl'), unread("")
    (1, 1, 0)
    """
    try:
        rows = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return 1
    return len(rows) - len(read(text)) if isinstance(rows, list) else 1


def _rule(row: Any) -> Rule | None:
    if not isinstance(row, list) or len(row) < 2:
        return None
    told = dict(zip(FIELDS, row, strict=False))
    keys = told["keys"]
    plain = isinstance(keys, list) and all(isinstance(key, str) for key in keys)
    if told["kind"] not in KINDS or not plain or (told["kind"] != "group" and len(keys) != 2):
        return None
    ends = [told.get(end) for end in ("at_least", "at_most")]
    texts = [told.get(name, "") for name in ("name", "reason")]
    objective = told.get("objective")
    if any(end is not None and (not isinstance(end, int) or isinstance(end, bool) or end < 0) for end in ends):
        return None
    if not all(isinstance(text, str) for text in texts) or not isinstance(objective, str | None):
        return None
    if told.get("measure", "count") not in MEASURES:
        return None
    return Rule(
        told["kind"], tuple(keys), texts[0], ends[0], ends[1], told.get("measure", "count"), objective, "hand", texts[1]
    )
