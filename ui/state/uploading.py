"""What the upload page holds of a file between its reading and its loading: session keys `upload_*`."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

import pandas as pd
import streamlit as st

from services.access import Scope
from services.readings import Coverage, CoverageChoices, Source, missing
from services.uploads import FileRead

WORK = "upload_work"
RECEIVED = "upload_received"
LOADING = "upload_loading"
LOADED = "upload_loaded"
FAILED = "upload_failed"
Step = dict[str, str]


@dataclass
class Uploading:
    """A file at hand, how it shall be read, and the plan made of it.

    `asked` are the columns whose order of day and month a person decides; `lineage` the keys confirmed to have
    become others, by (from, to); `before` the plan that the portfolio has moved away from; `refusals` says why
    the file cannot be read or planned; `touched` are the published dates that loading it restates; `changes` is
    what the plan of a hash changes at a date, once somebody looked.
    """

    portfolio: str
    source: Source
    register: str
    file: FileRead | None = None
    refusals: list[dict[str, Any]] = field(default_factory=list)
    asked: tuple[str, ...] = ()
    choices: CoverageChoices | None = None
    coverage: Coverage = field(default_factory=Coverage)
    as_of: date | None = None
    dated_by_name: bool = False
    lineage: dict[tuple[str, str], Step] = field(default_factory=dict)
    plan: dict[str, Any] | None = None
    planned_for: str = ""
    planned_version: int = 0
    before: dict[str, Any] | None = None
    touched: tuple[date, ...] = ()
    changes: tuple[tuple[str, date], pd.DataFrame] | None = None

    @property
    def still_open(self) -> tuple[str, ...]:
        """What a person has to say before a plan can be made, in words."""
        if self.file is None:
            return ()
        told = [f"which column is the {each.title.lower()}" for each in missing(self.file)]
        if self.file.mapping.undecided:
            told.append("which comes first, day or month")
        if not self.file.has_dates and self.as_of is None:
            told.append("which date it is as of")
        if self.coverage.kind != "whole" and not self.coverage.values:
            told.append("what it speaks for")
        return tuple(told)

    @property
    def is_ready(self) -> bool:
        """Whether everything is decided that a plan needs."""
        return self.file is not None and not self.still_open

    def wish(self, scope: Scope) -> str:
        """Return all that the plan depends on as one text."""
        assert self.file is not None
        told = (
            scope.portfolio,
            scope.data_version,
            self.file.mapping.to_dict(),
            self.coverage.to_dict(),
            None if self.file.has_dates or self.as_of is None else self.as_of.isoformat(),
            sorted(self.lineage),
        )
        return json.dumps(told, default=str)


def current() -> Uploading | None:
    """Return the file at hand, None where there is none."""
    return cast("Uploading | None", st.session_state.get(WORK))
