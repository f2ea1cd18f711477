"""Options of one project in a problem file: parts of it, or several starts; one of them is chosen, or none."""

from decimal import ROUND_CEILING, Decimal

from services.problem_fields import WIDE, Number
from services.problem_rule import Choice, Reading

PART_DECIMALS = 6


def partial(rule: Reading) -> None:
    """Take over a rule that a project may be funded in part: cost, value and contributions in proportion."""
    key, levels = rule.project("project"), rule.fields.items(rule.stated["levels"], (*rule.path, "levels"), 1)
    choices: list[Choice] = []
    for place, given in enumerate(levels):
        path = (*rule.path, "levels", place)
        level = rule.fields.amount(given, path)
        # What is no amount at all was refused already, and stands as 0.
        if level > 1 or given == 0:
            rule.fields.refuse(path, given, "A level lies above 0 and at most at 1.", "Write 75 % as 0.75.")
        elif level and key is not None:
            project = rule.known.projects[key]
            costs = {name: _part(cost, level) for name, cost in project.costs.items()}
            name = f"{WIDE.multiply(Decimal(level), Decimal(100)).normalize():f}%"
            choices.append(Choice(name, costs, _times(project.value, level), level))
    _choices(rule, key, choices, "levels")


def start(rule: Reading) -> None:
    """Take over a rule that a project may start at several times, each with costs, and a value where it changes."""
    key, options = rule.project("project"), rule.fields.items(rule.stated["options"], (*rule.path, "options"), 1)
    choices: list[Choice] = []
    for place, given in enumerate(options):
        path = (*rule.path, "options", place)
        option = rule.fields.record(given, path, ("name", "costs"), ("value",))
        if option is None:
            continue
        name = rule.fields.text(option["name"], (*path, "name"))
        costs = rule.fields.mapping(option["costs"], (*path, "costs"), '{"CAPEX": 12.5}')
        amounts = {kind: rule.fields.amount(cost, (*path, "costs", kind)) for kind, cost in costs.items()}
        own = rule.known.projects[key].value if key is not None else 0
        value = rule.fields.number(option["value"], (*path, "value")) if "value" in option else own
        choices.append(Choice(name, amounts, value))
    _choices(rule, key, choices, "options")


def _choices(rule: Reading, key: str | None, choices: list[Choice], listed: str) -> None:
    """Keep the options of a project, where it has no others and no two have the same name."""
    names = [choice.name for choice in choices]
    if twice := next((name for name in names if names.count(name) > 1 or name == "none"), None):
        rule.fields.refuse((*rule.path, listed), twice, "Options need names of their own, other than none.", "Rename.")
    if key is not None and key in rule.rules.choices:
        path = (*rule.path, "project")
        rule.fields.refuse(path, key, "The project has options already.", "Put all of them in one start rule.")
    elif key is not None:
        rule.rules.choices[key] = choices


def _part(cost: Number, level: Number) -> Number:
    """Return a part of a cost, rounded up at the sixth decimal: a part never costs too little."""
    part = _times(cost, level)
    return part.quantize(Decimal(1).scaleb(-PART_DECIMALS), ROUND_CEILING, WIDE)


def _times(number: Number, level: Number) -> Decimal:
    return WIDE.multiply(Decimal(number), Decimal(level))
