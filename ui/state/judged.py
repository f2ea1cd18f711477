"""Judgments that are not saved yet, as the address holds them, so that they outlive a page loaded anew.

A draft is {"pairs": [[key, other key, times]], "order": [key], "fields": [[kind, [key], value]]}, by place: portfolio,
date and group of objectives. No Streamlit here.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

PARAMETER: Final = "alignment_judged"
FIELDS: Final = {"swing": (0, 2), "best": (0,), "worst": (1,), "over": (2,), "under": (2,)}
"""How many objectives name a field of each kind: which is first, and what the others are worth beside it."""
LONGEST: Final = 1_800
"""So many characters an address takes anywhere."""
LARGEST: Final = 50_000
Draft = dict[str, list[Any]]


def encoded(drafts: Mapping[str, Draft], first: str) -> str:
    """Return drafts by place as text for an address; only that of the place `first` where it would be too long."""
    found = _packed(drafts)
    if len(found) > LONGEST:
        found = _packed({place: draft for place, draft in drafts.items() if place == first})
    return found if len(found) <= LONGEST else ""


def decoded(text: str) -> dict[str, Any]:
    """Return drafts by place, not looked at yet; nothing of what is no such text.

    >>> decoded(encoded({"works": {"order": ["O2", "O1"]}}, "works"))
    {'works': {'order': ['O2', 'O1']}}
    """
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        found = json.loads(zlib.decompressobj().decompress(packed, LARGEST))
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def looked_at(draft: object, members: Sequence[str]) -> Draft:
    """Return what of a draft is an answer about these objectives: anybody can write an address."""
    told = draft if isinstance(draft, dict) else {}
    order = _list(told.get("order"))
    return {
        "pairs": [one for one in _list(told.get("pairs")) if _is_pair(one, members)],
        "order": order if all(isinstance(key, str) for key in order) and sorted(order) == sorted(members) else [],
        "fields": [one for one in _list(told.get("fields")) if _is_field(one, members)],
    }


def is_empty(draft: Draft) -> bool:
    """Return whether nothing was answered."""
    return not any(draft.values())


def _packed(drafts: Mapping[str, Draft]) -> str:
    told = json.dumps(drafts, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(zlib.compress(told, 9)).decode().rstrip("=")


def _list(found: object) -> list[Any]:
    return found if isinstance(found, list) else []


def _is_pair(one: object, members: Sequence[str]) -> bool:
    if not (isinstance(one, list) and len(one) == 3 and one[0] != one[1]):
        return False
    return one[0] in members and one[1] in members and _between(one[2], 0.99 / 9, 9)


def _is_field(one: object, members: Sequence[str]) -> bool:
    if not (isinstance(one, list) and len(one) == 3 and isinstance(one[0], str) and isinstance(one[1], list)):
        return False
    kind, keys, value = one
    if len(keys) not in FIELDS.get(kind, ()) or any(key not in members for key in keys):
        return False
    if kind == "swing" and keys:
        return _between(value, 0, 100)
    if kind in ("over", "under"):
        return type(value) is int and 1 <= value <= 9
    return value in members and value not in keys


def _between(value: object, lowest: float, highest: float) -> bool:
    return type(value) in (int, float) and lowest <= value <= highest  # type: ignore[operator]
