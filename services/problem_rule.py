"""One rule of a problem file while it is read: the projects it names, its ends, and where its content goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from models.selection_rules import Rule
from services.problem_fields import Fields, Number, Path
from services.problem_projects import Project


@dataclass(frozen=True)
class Bound:
    """A least and a most of what the chosen among some projects take or bring together."""

    name: str
    measure: Literal["count", "cost", "share"]
    of: str
    members: tuple[str, ...]
    least: Number | None
    most: Number | None


@dataclass(frozen=True)
class Choice:
    """One way to do a project: its cost and value, and how much of its contributions it brings."""

    name: str
    costs: Mapping[str, Number]
    value: Number
    share: Number = 1


@dataclass
class Rules:
    """All rules of a file."""

    forced_in: list[str] = field(default_factory=list)
    forced_out: list[str] = field(default_factory=list)
    forced_by: dict[str, int] = field(default_factory=dict)
    links: list[Rule] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)
    choices: dict[str, list[Choice]] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What rules may speak of: projects as written, names of costs and of objectives."""

    projects: Mapping[str, Project]
    costs: frozenset[str]
    objectives: frozenset[str]


@dataclass(frozen=True)
class Reading:
    """One rule while it is read."""

    fields: Fields
    path: Path
    stated: Mapping[str, Any]
    known: Known
    rules: Rules

    @property
    def reason(self) -> str:
        """Why the rule is there, empty where nothing is said."""
        return str(self.stated.get("reason", ""))

    def project(self, name: str, place: int | None = None) -> str | None:
        """Return the project that a field names, None where there is none."""
        path = (*self.path, name) if place is None else (*self.path, name, place)
        given = self.stated[name] if place is None else self.stated[name][place]
        key = self.fields.text(given, path)
        if key and key not in self.known.projects:
            self.fields.refuse(path, key, "There is no such project.", "Name a key that is listed in projects.")
            return None
        return key or None

    def projects(self, least: int) -> tuple[str, ...]:
        """Return the projects that the rule lists."""
        listed = self.fields.items(self.stated["projects"], (*self.path, "projects"), least)
        keys = [self.project("projects", place) for place in range(len(listed))]
        for place, key in enumerate(keys):
            if key is not None and key in keys[:place]:
                path = (*self.path, "projects", place)
                self.fields.refuse(path, key, "The project is named twice.", "Name it once.")
        return tuple(key for key in keys if key is not None)

    def ends(self) -> tuple[Number | None, Number | None]:
        """Return the least and the most, None where one is not given."""
        read = self.fields.whole if self.stated["of"] == "count" else self.fields.amount
        ends = [read(self.stated[end], (*self.path, end)) if end in self.stated else None for end in ("min", "max")]
        least, most = ends
        if least is None and most is None:
            self.fields.refuse(self.path, "", "The group has neither min nor max.", "Give one of them or both.")
        elif least is not None and most is not None and least > most:
            path = (*self.path, "min")
            self.fields.refuse(path, self.stated["min"], "The least is above the most.", "Swap min and max.")
        return least, most

    def name(self, of: str) -> str:
        """Return the rule's own name, or what it says."""
        return f"rule {self.path[-1]}: {of}"
