"""Where the money goes before anybody decides, in sentences: amounts are in currency units."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ui.wording.formats import count, money, month, number, percent

LEAST_RULES: dict[str, str] = {
    "stated": "as stated",
    "less contingency": "cost to go without contingency",
    "cost to go": "all of its cost to go, as no contingency is reported",
    "whole": "all of its cost to go",
}
EXIT_RULES: dict[str, str] = {
    "reported": "as reported",
    "contracts": "what contracts bind and is not paid",
    "unknown": "not known, counted as nothing",
}


def split(
    total: float, mandatory: float, committed: float, free: float, currency: str, running: bool = False, held: float = 0
) -> str:
    """Return the headline of a total; `held` is for risk at the portfolio, `running` tells of work of class run.

    >>> split(1.4e9, 6.1e8, 4.3e8, 3.6e8, "USD")
    'Of $1.4 bn, $610 m is mandatory, $430 m is committed, $360 m is yours to decide.'
    >>> split(1e9, 6.1e8, 4.3e8, -9e7, "USD", running=True, held=5e7)
    'Of $1 bn, $610 m is mandatory or keeps services running, $430 m is committed, $50 m is held for risk: $90 m short.'
    """
    words = "is mandatory or keeps services running" if running else "is mandatory"
    named = ((mandatory, words), (committed, "is committed"), (held, "is held for risk"))
    parts = [f"{money(amount, currency)} {what}" for amount, what in named if amount > 0]
    if free < 0:
        return f"Of {money(total, currency)}, {', '.join(parts)}: {money(-free, currency)} short."
    if not parts:
        return f"All of {money(total, currency)} is yours to decide."
    return f"Of {money(total, currency)}, {', '.join(parts)}, {money(free, currency)} is yours to decide."


def needed(projects: int, amount: float, currency: str) -> str:
    """Return what of the money yours to decide goes to projects that decided work needs; empty where nothing does.

    >>> needed(2, 3.8e7, "USD")
    'Of what is yours to decide, $38 m goes to 2 projects that mandatory or committed work needs by a rule.'
    """
    if not projects:
        return ""
    whom = f"{count(projects, 'project')} that mandatory or committed work needs by a rule"
    return f"Of what is yours to decide, {money(amount, currency)} goes to {whom}."


def least(rules: Mapping[str, int], under: float, currency: str) -> str:
    """Return at which cost mandatory work counts, and by how much that is under its cost to go.

    >>> least({"stated": 0, "less contingency": 45, "cost to go": 0}, 2.3e7, "USD")
    'Mandatory work counts at the least that complies: cost to go without contingency (45); $23 m under its cost to go.'
    """
    told = _counted(rules, LEAST_RULES)
    if not told:
        return ""
    less = f"; {money(under, currency)} under its cost to go" if under > 0 else ""
    return f"Mandatory work counts at the least that complies: {told}{less}."


def stopping(committed: float, freed: float, currency: str, rules: Mapping[str, int] | None = None) -> str:
    """Return what stopping all committed work would free; empty where there is none.

    >>> stopping(4.3e8, 2.8e8, "USD")
    'If all committed work were stopped, $280 m of its $430 m would come free; $150 m is bound.'
    """
    if committed <= 0:
        return ""
    bound = committed - freed
    rest = f"; {money(bound, currency)} is bound" if bound > 0 else "; nothing is known to be bound"
    how = f" Exit cost: {_counted(rules, EXIT_RULES)}." if rules else ""
    free = f"{money(freed, currency)} of its {money(committed, currency)}"
    return f"If all committed work were stopped, {free} would come free{rest}.{how}"


def contingency(at_projects: float, reporting: int, candidates: int, portfolio: float, currency: str) -> str:
    """Return what is held for risk at the projects and, apart, at the portfolio.

    >>> contingency(8.67e7, 159, 159, 5e7, "USD")
    '$86.7 m is held for risk at projects, $50 m at the portfolio, apart from them.'
    >>> contingency(0, 0, 12, 0, "USD")
    'No project reports contingency; none is held at the portfolio.'
    """
    if not reporting:
        first = "No project reports contingency"
    else:
        of = "" if reporting == candidates else f" ({number(reporting)} of {count(candidates, 'candidate')} report it)"
        first = f"{money(at_projects, currency)} is held for risk at projects{of}"
    if portfolio <= 0:
        return f"{first}; none is held at the portfolio."
    apart = f"{money(portfolio, currency)} at the portfolio, apart from them"
    return f"{first}, {apart}." if reporting else f"{first}; {money(portfolio, currency)} is held at the portfolio."


def run_cost(year: str, amount: float, unknown: int, currency: str) -> str:
    """Return what finished work costs to run in a year.

    >>> run_cost("FY28", 5.61e6, 2, "USD")
    'Work that finishes adds $5.61 m to the running cost of FY28; 2 projects do not say what they cost to run.'
    """
    does = "does" if unknown == 1 else "do"
    it = "it costs" if unknown == 1 else "they cost"
    rest = f"; {count(unknown, 'project')} {does} not say what {it} to run" if unknown else ""
    if amount <= 0:
        return f"No running cost of finished work is known for {year}{rest}."
    return f"Work that finishes adds {money(amount, currency)} to the running cost of {year}{rest}."


def promised(years: Sequence[str], amounts: Sequence[float], rule: str, currency: str) -> str:
    """Return the money promised for years not yet voted; `years` begin with the one after this.

    >>> promised(["FY28", "FY29"], [7.03e7, 8.85e6], "costs", "USD")
    '$79.2 m is promised already for years not yet voted: $70.3 m in FY28, $8.85 m in FY29.'
    """
    if rule == "unknown":
        return "What is promised for years not yet voted is not known: no register of costs or contracts says so."
    parts = [f"{money(amount, currency)} in {year}" for year, amount in zip(years, amounts, strict=True) if amount > 0]
    if not parts:
        return "Nothing is promised for years not yet voted."
    spread = " Contracts are spread evenly to their end." if rule == "contracts" else ""
    whole = money(sum(amounts), currency)
    return f"{whole} is promised already for years not yet voted: {', '.join(parts)}.{spread}"


def mandatory_share(first: date, then: float, now: float) -> str:
    """Return how the mandatory share of the cost to go has moved since a date.

    >>> mandatory_share(date(2024, 11, 30), 0.21, 0.2353)
    '24% of the cost to go is mandatory; it was 21% in Nov 2024.'
    """
    if percent(then) == percent(now):
        return f"{percent(now)} of the cost to go is mandatory, as in {month(first)}."
    return f"{percent(now)} of the cost to go is mandatory; it was {percent(then)} in {month(first)}."


def register_rules(found: Any) -> list[str]:
    """Return what the register of dependencies says of the candidates, one sentence each.

    `found` bears the counts of a RegisterRules; `broken` are said by `broken_rule`.
    """
    said = [f"{count(len(found.rules), 'rule')} between candidates from the register of dependencies."]
    if found.met:
        verb = "is" if found.met == 1 else "are"
        said.append(f"{count(found.met, 'requirement')} {verb} met by completed work.")
    if found.elsewhere:
        verb = "names" if found.elsewhere == 1 else "name"
        said.append(f"{count(found.elsewhere, 'rule')} {verb} a project that cannot be chosen here and does not count.")
    if found.over:
        verb = "is" if found.over == 1 else "are"
        said.append(f"{count(found.over, 'rule')} {verb} closed or cancelled.")
    return said


def broken_rule(name: str, needed: str) -> str:
    """Return the warning of a candidate that requires something that will not come.

    >>> broken_rule("Harbour wall", "Dredging")
    'Harbour wall requires Dredging, which is cancelled or not in the portfolio.'
    """
    return f"{name} requires {needed}, which is cancelled or not in the portfolio."


def _counted(rules: Mapping[str, int], words: Mapping[str, str]) -> str:
    return ", ".join(f"{words[rule]} ({number(how_many)})" for rule, how_many in rules.items() if how_many)
