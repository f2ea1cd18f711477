"""The rules of a problem file: what is forced, links between projects, bounds, and options of one project."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from models.selection_rules import Rule
from services import problem_options
from services.problem_fields import Fields, Path
from services.problem_rule import Bound, Known, Reading, Rules


def read(fields: Fields, listed: list[Any], known: Known) -> Rules:
    """Return the rules of a file; what is wrong with any of them is noted in `fields`."""
    rules = Rules()
    for number, stated in enumerate(listed):
        path: Path = ("rules", number)
        kind = stated.get("type") if isinstance(stated, dict) else None
        if not isinstance(stated, dict):
            fields.record(stated, path, ())
        elif not isinstance(kind, str) or kind not in _KINDS:
            fields.refuse((*path, "type"), kind, "This kind of rule is not known.", f"Use one of {', '.join(_KINDS)}.")
        else:
            required, optional, take = _KINDS[kind]
            if fields.record(stated, path, ("type", *required), (*optional, "reason")) is not None:
                if "reason" in stated:
                    fields.text(stated["reason"], (*path, "reason"))
                take(Reading(fields, path, stated, known, rules))
    return rules


def _forced(rule: Reading) -> None:
    inside = rule.stated["type"] == "in"
    into, other = rule.rules.forced_in, rule.rules.forced_out
    into, other = (into, other) if inside else (other, into)
    key = rule.project("project")
    if key in other:
        other_rule = f"rules[{rule.rules.forced_by[str(key)]}]"
        told = f"{other_rule} says the opposite of this project."
        rule.fields.refuse((*rule.path, "project"), key, told, "Keep one of the two.")
    elif key is not None and key not in into:
        into.append(key)
        rule.rules.forced_by[key] = int(rule.path[-1])


def _requires(rule: Reading) -> None:
    key, needed = rule.project("project"), rule.project("needs")
    if key is not None and key == needed:
        rule.fields.refuse((*rule.path, "needs"), key, "A project cannot need itself.", "Name another project.")
    elif key is not None and needed is not None:
        rule.rules.links.append(Rule("requires", (key, needed), reason=rule.reason))


def _excludes(rule: Reading) -> None:
    members = rule.projects(2)
    if len(members) == 2:
        rule.rules.links.append(Rule("excludes", members, reason=rule.reason))
    else:
        rule.rules.bounds.append(Bound(rule.name("at most one of several"), "count", "", members, None, 1))


def _same(rule: Reading) -> None:
    rule.rules.links.extend(Rule("same", pair, reason=rule.reason) for pair in pairwise(rule.projects(2)))


def _group(rule: Reading) -> None:
    name, of = rule.fields.text(rule.stated["name"], (*rule.path, "name")), rule.stated["of"]
    if name in {bound.name for bound in rule.rules.bounds}:
        rule.fields.refuse((*rule.path, "name"), name, "Two groups have this name.", "Give each its own.")
    if not isinstance(of, str) or of not in {"count", *rule.known.costs}:
        names = ", ".join(["count", *sorted(rule.known.costs)][:20])
        rule.fields.refuse((*rule.path, "of"), of, "There is no such cost.", f"Use one of {names}.")
        return
    members, (least, most) = rule.projects(1), rule.ends()
    rule.rules.bounds.append(Bound(name, "count" if of == "count" else "cost", of, members, least, most))


def _number_of_all(rule: Reading) -> None:
    count, kind = rule.fields.whole(rule.stated["count"], (*rule.path, "count")), rule.stated["type"]
    least, most = (count, None) if kind == "at_least" else (None, count)
    name = rule.name(f"{'at least' if kind == 'at_least' else 'at most'} {count} of all")
    rule.rules.bounds.append(Bound(name, "count", "", tuple(rule.known.projects), least, most))


def _objective(rule: Reading) -> None:
    objective, path = rule.stated["objective"], (*rule.path, "min_share")
    if not isinstance(objective, str) or objective not in rule.known.objectives:
        repair = "Name it in the contributions of at least one project."
        rule.fields.refuse((*rule.path, "objective"), objective, "No project contributes to this objective.", repair)
        return
    share = rule.fields.amount(rule.stated["min_share"], path)
    if share > 1:
        rule.fields.refuse(path, share, "A share lies between 0 and 1.", "Write 30 % as 0.3.")
    name = rule.name(f"share of {objective}")
    rule.rules.bounds.append(Bound(name, "share", objective, tuple(rule.known.projects), share, None))


Kind = tuple[tuple[str, ...], tuple[str, ...], Callable[[Reading], None]]
_KINDS: dict[str, Kind] = {
    "in": (("project",), (), _forced),
    "out": (("project",), (), _forced),
    "requires": (("project", "needs"), (), _requires),
    "excludes": (("projects",), (), _excludes),
    "same": (("projects",), (), _same),
    "group": (("name", "projects", "of"), ("min", "max"), _group),
    "at_most": (("count",), (), _number_of_all),
    "at_least": (("count",), (), _number_of_all),
    "objective": (("objective", "min_share"), (), _objective),
    "partial": (("project", "levels"), (), problem_options.partial),
    "start": (("project", "options"), (), problem_options.start),
}
