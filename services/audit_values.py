"""What an entry of the audit says of values: each with its name and kind, as it was before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from data_access.portfolios import minor_digits
from data_access.schema import REGISTERS, Register

MOST: Final = 400
EDITS: Final = ("rows edited", "rows removed")


@dataclass(frozen=True)
class Value:
    """One value. `names` lead to it from the outermost in, the last one is its own; None stands for no value.

    `kind` is empty but for values of a row, whose key is the first name: then it is the kind of the register's column,
    or "other" for what is no column. Money is in currency units.
    """

    names: tuple[str, ...]
    kind: str
    before: Any
    after: Any


def changed_values(
    action: str, subject: str, before: dict[str, Any] | None, after: dict[str, Any] | None, currency: str
) -> tuple[Value, ...]:
    """Return the values an entry tells of that are not the same before and after, in their order; 400 at most."""
    register = REGISTERS.get(subject.partition(" as of ")[0]) if action in EDITS else None
    found = []
    for names, was, now in _leaves((), before, after):
        if was == now and type(was) is type(now):
            continue
        found.append(_value(names, was, now, register, currency))
        if len(found) == MOST:
            break
    return tuple(found)


def _leaves(names: tuple[str, ...], before: Any, after: Any) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """Yield names, value before and value after of everything that holds no values of its own."""
    first, second = _parts(before), _parts(after)
    if first is None and second is None:
        yield names, before, after
        return
    for name in {**(first or {}), **(second or {})}:
        was = first.get(name) if first is not None else None
        now = second.get(name) if second is not None else None
        yield from _leaves((*names, name), was, now)


def _parts(value: Any) -> dict[str, Any] | None:
    """Return what a value holds by name; None for a value that stands for itself, plain lists among them."""
    if isinstance(value, dict):
        return value or None
    if isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        return {str(place): one for place, one in enumerate(value, 1)}
    return None


def _value(names: tuple[str, ...], was: Any, now: Any, register: Register | None, currency: str) -> Value:
    if register is None or not names:
        return Value(names, "", was, now)
    field = register.by_name.get(names[-1])
    if field is None:
        return Value(names, "other", was, now)
    if field.kind == "money":
        was, now = (_units(value, currency) for value in (was, now))
    return Value((*names[:-1], field.title), field.kind, was, now)


def _units(value: Any, currency: str) -> Any:
    return value / 10 ** minor_digits(currency) if isinstance(value, int) else value
