"""Selections stated as JSON for the tests: random ones with every kind of rule, and every choice tried by hand."""

from fractions import Fraction
from itertools import product

from hypothesis import strategies as st

KEYS = "ABCDE"
KINDS = ("CAPEX", "OPEX", "CREW")


def best_by_hand(stated: dict) -> Fraction | None:
    """The greatest value of all choices that keep limits and rules, read from the JSON alone; None where none does."""
    ways = [_ways(project, stated["rules"]) for project in stated["projects"]]
    keys = [project["key"] for project in stated["projects"]]
    found = [
        sum((way["value"] for way in picked if way), Fraction(0))
        for picked in product(*ways)
        if _kept(stated, dict(zip(keys, picked, strict=True)))
    ]
    return max(found, default=None)


def _ways(project: dict, rules: list[dict]) -> list[dict | None]:
    """None of the project, and each way to do it: value, costs, contributions."""
    own = {
        "value": _exact(project["value"]),
        "costs": {name: _exact(cost) for name, cost in project["costs"].items()},
        "brings": {name: _exact(part) for name, part in project.get("contributions", {}).items()},
    }
    for rule in rules:
        if rule["type"] == "partial" and rule["project"] == project["key"]:
            return [None, *(_part(own, _exact(level)) for level in rule["levels"])]
        if rule["type"] == "start" and rule["project"] == project["key"]:
            return [None, *(_option(own, option) for option in rule["options"])]
    return [None, own]


def _part(own: dict, level: Fraction) -> dict:
    return {
        "value": own["value"] * level,
        "costs": {name: cost * level for name, cost in own["costs"].items()},
        "brings": {name: part * level for name, part in own["brings"].items()},
    }


def _option(own: dict, option: dict) -> dict:
    costs = {name: _exact(cost) for name, cost in option["costs"].items()}
    return {"value": _exact(option.get("value", own["value"])), "costs": costs, "brings": own["brings"]}


def _exact(number: float) -> Fraction:
    return Fraction(str(number))


def _kept(stated: dict, picked: dict) -> bool:
    inside = {key: way for key, way in picked.items() if way is not None}
    spent = {name: sum(way["costs"].get(name, 0) for way in inside.values()) for name in KINDS}
    if any(spent[name] > _exact(limit) for name, limit in stated["limits"].items()):
        return False
    if "total" in stated and sum(spent.values()) > _exact(stated["total"]):
        return False
    return all(_obeys(rule, inside, stated) for rule in stated["rules"])


def _obeys(rule: dict, inside: dict, stated: dict) -> bool:
    members = [key for key in rule.get("projects", ()) if key in inside]
    match rule["type"]:
        case "in":
            return rule["project"] in inside
        case "out":
            return rule["project"] not in inside
        case "requires":
            return rule["project"] not in inside or rule["needs"] in inside
        case "excludes":
            return len(members) <= 1
        case "same":
            return len(members) in (0, len(rule["projects"]))
        case "at_most":
            return len(inside) <= rule["count"]
        case "at_least":
            return len(inside) >= rule["count"]
        case "group":
            costs = [inside[key]["costs"].get(rule["of"], 0) for key in members]
            amount = len(members) if rule["of"] == "count" else sum(costs)
            least, most = _exact(rule.get("min", 0)), _exact(rule.get("max", 10**9))
            return least <= amount <= most
        case "objective":
            of = rule["objective"]
            whole = sum(_exact(project.get("contributions", {}).get(of, 0)) for project in stated["projects"])
            return sum(way["brings"].get(of, 0) for way in inside.values()) >= _exact(rule["min_share"]) * whole
    return True


tenths = st.integers(0, 90).map(lambda number: number / 10)
key = st.sampled_from(KEYS)
some = st.lists(key, min_size=2, max_size=4, unique=True)
ends = st.sampled_from([("min",), ("max",), ("min", "max")])


@st.composite
def groups(draw) -> dict:
    of = draw(st.sampled_from(("count", *KINDS[:2])))
    bound = st.integers(0, 3) if of == "count" else tenths
    pair = sorted(draw(st.tuples(bound, bound)))
    given_ends = draw(ends)
    rule = {"type": "group", "name": "G", "projects": draw(some), "of": of}
    return rule | {end: value for end, value in zip(("min", "max"), pair, strict=True) if end in given_ends}


RULES = st.one_of(
    st.fixed_dictionaries({"type": st.sampled_from(["in", "out"]), "project": st.just("A")}),
    st.lists(key, min_size=2, max_size=2, unique=True).map(
        lambda pair: {"type": "requires", "project": pair[0], "needs": pair[1]}
    ),
    st.fixed_dictionaries({"type": st.sampled_from(["excludes", "same"]), "projects": some}),
    st.fixed_dictionaries({"type": st.sampled_from(["at_most", "at_least"]), "count": st.integers(0, 4)}),
    groups(),
    st.fixed_dictionaries(
        {"type": st.just("objective"), "objective": st.just("SAFETY"), "min_share": st.sampled_from([0.25, 0.5, 0.9])}
    ),
)
OPTIONS = st.fixed_dictionaries(
    {"costs": st.dictionaries(st.sampled_from(KINDS), tenths, max_size=2)}, optional={"value": tenths}
)


@st.composite
def stated(draw) -> dict:
    """A selection of five projects under up to two limits and a total, with up to three rules and some options."""
    projects = [
        {
            "key": name,
            "value": draw(st.integers(1, 9)),
            "costs": draw(st.dictionaries(st.sampled_from(KINDS), tenths, max_size=3)),
            "contributions": {"SAFETY": draw(st.integers(0, 4))},
        }
        for name in KEYS
    ]
    rules = draw(st.lists(RULES, max_size=3))
    named = [rule for rule in rules if rule["type"] == "group"]
    rules = [rule for rule in rules if rule["type"] not in ("group", "in", "out")] + named[:1]
    rules += [rule for rule in draw(st.lists(RULES, max_size=1)) if rule["type"] in ("in", "out")]
    if draw(st.booleans()):
        rules.append({"type": "partial", "project": draw(st.sampled_from("AB")), "levels": [0.25, 0.5, 1]})
    if draw(st.booleans()):
        options = [
            {"name": str(2027 + i)} | option for i, option in enumerate(draw(st.lists(OPTIONS, min_size=1, max_size=2)))
        ]
        rules.append({"type": "start", "project": draw(st.sampled_from("CD")), "options": options})
    limits = draw(st.dictionaries(st.sampled_from(KINDS[:2]), tenths, min_size=1))
    return {"projects": projects, "limits": limits, "rules": rules} | draw(
        st.sampled_from([{}, {"total": 12.5}, {"total": 7}])
    )
