"""The projects of a problem file: key, name, value, costs by kind, and contributions to objectives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.problem_fields import Fields, Number


@dataclass(frozen=True)
class Project:
    """One project as it is written; amounts are exact."""

    key: str
    name: str
    value: Number
    costs: Mapping[str, Number]
    contributions: Mapping[str, Number]


def read(fields: Fields, listed: list[Any]) -> dict[str, Project]:
    """Return the projects by key; what is wrong with any of them is noted in `fields`."""
    projects: dict[str, Project] = {}
    for number, stated in enumerate(listed):
        project = _project(fields, stated, number)
        if project is None:
            continue
        if project.key in projects:
            path = ("projects", number, "key")
            fields.refuse(path, project.key, "The project is listed twice.", "List it once.")
        projects.setdefault(project.key, project)
    if projects and not fields.refused and not any(project.value > 0 for project in projects.values()):
        fields.refuse(("projects",), "", "No project has a value above zero.", "Choosing nothing would be best.")
    return projects


def _project(fields: Fields, stated: object, number: int) -> Project | None:
    path = ("projects", number)
    record = fields.record(stated, path, ("key", "value", "costs"), ("name", "contributions"))
    if record is None:
        return None
    key = fields.text(record["key"], (*path, "key"))
    return Project(
        key=key or f"({number})",
        name=fields.text(record["name"], (*path, "name")) if "name" in record else key,
        value=fields.number(record["value"], (*path, "value")),
        costs=_amounts(fields, record["costs"], (*path, "costs"), '{"CAPEX": 12.5}'),
        contributions=_amounts(fields, record.get("contributions", {}), (*path, "contributions"), '{"SAFETY": 3}'),
    )


def _amounts(fields: Fields, stated: object, path: tuple[str | int, ...], example: str) -> dict[str, Number]:
    named = fields.mapping(stated, path, example)
    return {name: fields.amount(amount, (*path, name)) for name, amount in named.items()}
