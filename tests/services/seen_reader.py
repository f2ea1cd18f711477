"""A reader of a portfolio, with what pages hold ready for the functions they call, all of it read by that reader."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from types import SimpleNamespace
from typing import Any, Final

import pytest

from services import portfolio_candidates, portrait, scenarios, slip_ground
from services.access import Scope
from services.candidates import Asked, problem
from services.errors import Explained
from services.workshops import reading
from tests.services.watched import DATES

DAY: Final = DATES[6]
BEFORE: Final = DATES[4]


@dataclass
class Reader:
    """A reader, and what pages hold ready for the functions they call, all of it read by that reader."""

    scope: Scope
    day: date = DAY
    told: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def found(self) -> portrait.Portrait:
        return portrait.read(self.scope, self.day)

    @cached_property
    def valuing(self) -> portfolio_candidates.Valuing:
        return portfolio_candidates.Valuing("expected_value")

    @cached_property
    def funding(self) -> portfolio_candidates.Funding:
        return portfolio_candidates.read(self.scope, self.day, self.valuing)

    @cached_property
    def stated(self) -> Any:
        return problem(self.funding.candidates, Asked(3_900_000_000))

    @cached_property
    def ground(self) -> slip_ground.Ground:
        found = slip_ground.ground(self.scope, self.day, "next")
        assert found is not None
        return found

    @cached_property
    def workshops(self) -> list[reading.Workshop]:
        return [reading.read(self.scope, held.id) for held in reading.listing(self.scope)]

    @cached_property
    def plans(self) -> list[scenarios.Scenario]:
        return [scenarios.read(self.scope, plan.number) for plan in scenarios.listing(self.scope)]


NOT_THEIRS: Final = SimpleNamespace(id=987_654)
"""Stands for a model that is not the reader's to see."""
Call = Callable[[Reader, Scope], Any]
"""Calls a function for a reader, with the reader's scope; both are handed over for short lines."""


def refused(call: Callable[..., Any], *arguments: Any) -> str:
    with pytest.raises(Explained) as refused:
        call(*arguments)
    return refused.value.what


def but_date(told: Any) -> dict[str, Any]:
    """Return the fields but the date that was asked for."""
    return {one.name: getattr(told, one.name) for one in fields(told) if one.name != "as_of"}


def but_functions(told: Any) -> dict[str, Any]:
    return {one.name: value for one in fields(told) if not callable(value := getattr(told, one.name))}
