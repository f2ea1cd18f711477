"""Fields of a JSON file, each read as what it has to be, with everything that is wrong noted by its path."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal
from typing import Any, cast

from data_access.intake.findings import FileRefused, Refusal

MOST_DIGITS = 9
LARGEST = 9 * 10**18
WIDE = Context(prec=200)
Number = int | Decimal
Path = tuple[str | int, ...]


@dataclass
class Fields:
    """What is read of one file, and what was wrong with it."""

    file: str
    refused: list[Refusal] = field(default_factory=list)

    def refuse(self, path: Path, value: object, rule: str, repair: str) -> None:
        """Note something that cannot be taken over."""
        self.refused.append(Refusal(self.file, 0, written(path), _shown(value), rule, repair))

    def stop_if_refused(self) -> None:
        """Raise FileRefused with all that was noted."""
        if self.refused:
            raise FileRefused(self.refused)

    def record(
        self, value: object, path: Path, required: Sequence[str], optional: Sequence[str] = ()
    ) -> dict[str, Any] | None:
        """Return an object with the fields it must have and none it may not; None where it is none."""
        if not isinstance(value, dict):
            self.refuse(path, value, "This is not an object.", 'Write it in braces, as {"key": "A"}.')
            return None
        known = (*required, *optional)
        for name in value:
            if name not in known:
                self.refuse((*path, name), value[name], "This field is not known.", f"Use {', '.join(known)}.")
        missing = [name for name in required if name not in value]
        for name in missing:
            self.refuse(path, "", f'There is no "{name}".', "Add it.")
        return None if missing else cast(dict[str, Any], value)

    def mapping(self, value: object, path: Path, example: str) -> dict[str, Any]:
        """Return an object of any names; empty where it is none."""
        if not isinstance(value, dict):
            self.refuse(path, value, "This is not an object.", f"Write it as {example}.")
            return {}
        if "" in value:
            self.refuse((*path, ""), value[""], "A name is empty.", "Name it.")
        return value

    def items(self, value: object, path: Path, least: int = 0) -> list[Any]:
        """Return a list; empty where it is none or too short."""
        if not isinstance(value, list):
            self.refuse(path, value, "This is not a list.", "Write it in square brackets.")
            return []
        if len(value) < least:
            rule = f"There are {len(value)} entries; at least {least} {'is' if least == 1 else 'are'} needed."
            self.refuse(path, "", rule, "Add what is missing, or leave this out.")
        return value

    def text(self, value: object, path: Path) -> str:
        """Return a text; empty where it is none."""
        if isinstance(value, str) and value.strip():
            return value
        self.refuse(path, value, "This is not a text.", 'Write it in quotes, as "A".')
        return ""

    def number(self, value: object, path: Path) -> Number:
        """Return a number as it is written; 0 where it is none."""
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            if -LARGEST <= value <= LARGEST:
                return value
            self.refuse(path, value, "This number is too large to be counted.", "Use a larger unit.")
        else:
            self.refuse(path, value, "This is not a number.", "Write it without quotes, as 1234.5.")
        return 0

    def amount(self, value: object, path: Path) -> Number:
        """Return a number that is not below zero and has at most nine decimals."""
        number: Number = self.number(value, path)
        if number < 0:
            self.refuse(path, value, "An amount below zero is not allowed.", "Leave it out, or correct it.")
        elif decimals(number) > MOST_DIGITS:
            self.refuse(path, value, f"There are more than {MOST_DIGITS} decimals.", "Round it.")
        else:
            return number
        return 0

    def whole(self, value: object, path: Path) -> int:
        """Return a whole number that is not below zero."""
        number = self.amount(value, path)
        if number != int(number):
            self.refuse(path, value, "A number of projects is whole.", "Write it without decimals.")
        return int(number)


def written(path: Path) -> str:
    """Return a path as people write it.

    >>> written(("projects", 3, "costs", "CAPEX 27"))
    'projects[3].costs["CAPEX 27"]'
    """
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step.isidentifier():
            text += f".{step}" if text else step
        else:
            text += f"[{json.dumps(step, ensure_ascii=False)}]"
    return text


def decimals(number: Number) -> int:
    """Return how many decimals a number has, zeros at the end left out."""
    if isinstance(number, int):
        return 0
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int) or exponent >= 0 or not number:
        return 0
    zeros = 0
    while digits[-1 - zeros] == 0:
        zeros += 1
    return max(0, -exponent - zeros)


def scaled(number: Number, digits: int) -> int:
    """Return a number in whole units of which 10 ** digits make one; raises ValueError where it has more decimals."""
    units = number * 10**digits if isinstance(number, int) else number.scaleb(digits, WIDE)
    if units != int(units):
        raise ValueError(f"{number} has more than {digits} decimals")
    return int(units)


def _shown(value: object) -> str:
    if value == "" and isinstance(value, str):
        return ""
    if isinstance(value, Mapping | list):
        return "{...}" if isinstance(value, Mapping) else "[...]"
    text = str(value) if isinstance(value, str | int | Decimal) and not isinstance(value, bool) else json.dumps(value)
    return text[:200]
