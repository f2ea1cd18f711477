"""A selection stated by a program in one JSON file: projects, any number of limits, rules."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from data_access.intake.findings import FileRefused, refuse_file
from services import problem_projects, problem_rules
from services.problem_counting import Content, counted
from services.problem_fields import Fields
from services.problem_rule import Known, Rules
from services.statements import Stated

LARGEST_FILE = 100_000_000


def read(path: Path) -> Stated:
    """Return the selection that a file states; docs/cli/problem.schema.json describes the file.

    Amounts are taken exactly and counted in the smallest unit that any of them needs, at most nine decimals.

    Raises
    ------
    FileRefused
        Where it is no such file, with everything that is wrong in it, each by its path.
    """
    fields = Fields(path.name)
    whole = _parsed(path, fields)
    content = fields.record(whole, (), ("projects", "limits"), ("rules", "total"))
    if content is None:
        raise FileRefused(fields.refused)
    projects = problem_projects.read(fields, fields.items(content["projects"], ("projects",), 1))
    named = fields.mapping(content["limits"], ("limits",), '{"CAPEX": 400}')
    limits = {name: fields.amount(limit, ("limits", name)) for name, limit in named.items()}
    total = fields.amount(content["total"], ("total",)) if "total" in content else None
    kinds = list(dict.fromkeys([*limits, *(name for project in projects.values() for name in project.costs)]))
    objectives = {name for project in projects.values() for name in project.contributions}
    listed = fields.items(content.get("rules", []), ("rules",))
    rules = problem_rules.read(fields, listed, Known(projects, frozenset(kinds), frozenset(objectives)))
    kinds += [kind for kind in _kinds_of_options(rules) if kind not in kinds]
    fields.stop_if_refused()
    return counted(fields, Content(projects, tuple(kinds), limits, total, rules))


def _parsed(path: Path, fields: Fields) -> Any:
    """Return the content of the file, numbers with decimals exact; a name that is given twice is noted."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        record = dict(pairs)
        if len(record) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in record if names.count(name) > 1)
            fields.refuse((), twice, "A name is given twice in the same object.", "Give it once.")
        return record

    if path.stat().st_size > LARGEST_FILE:
        raise refuse_file(path.name, "The file is larger than 100 MB.", "Leave out costs that are zero.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return json.loads(text, parse_float=Decimal, parse_constant=str, object_pairs_hook=once)
    except UnicodeDecodeError:
        raise refuse_file(path.name, "The file is not text in UTF-8.", "Save it as UTF-8.") from None
    except json.JSONDecodeError as error:
        rule, repair = f"The file is not JSON: {error.msg}.", "Correct it at this row."
        raise refuse_file(path.name, rule, repair, row=error.lineno, column=f"character {error.colno}") from None
    except (ValueError, RecursionError):
        rule, repair = "The file is nested too deep, or a number is too long.", "Write it as the documented example."
        raise refuse_file(path.name, rule, repair) from None


def _kinds_of_options(rules: Rules) -> list[str]:
    return list(dict.fromkeys(name for options in rules.choices.values() for one in options for name in one.costs))
