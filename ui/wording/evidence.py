"""Where a report and the evidence differ, in words: the finding, the evidence of a project, its answer."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from models.disagreement import BETTER, CHECKS, WORSE
from models.health import AMBER
from services.evidence import Evidence
from ui.theme import STATUS_LETTERS, STATUS_WORDS
from ui.wording import health
from ui.wording.formats import chance, count, day, days, is_missing, money, number, percent

KINDS: Final = {BETTER: "Reported green", WORSE: "Reported amber or red"}
RULES: Final = {
    BETTER: "Each fact at amber counts one, at red two; the highest sum first, then the likelier to slip, then the "
    "most money to go. A chance is shown beside the facts and never added to them.",
    WORSE: "The report that stands furthest above its worst evidence first, then the one with the most evidence known.",
}
ORDER: Final = {
    BETTER: "Strongest evidence first: each fact at amber counts one, at red two.",
    WORSE: "The report furthest above its worst evidence first.",
}
NO_STATUS: Final = (
    "Nobody reports a status here",
    "Evidence can only be held against what was said. Map a column with red, amber and green to the overall status "
    "(or to schedule, cost, scope, benefits) when you next upload, and this list compares it with dates, cost, "
    "earned value and risk.",
)
NOBODY: Final = (
    "No live project here was reported this time, so there is no report to compare. The filters may leave none."
)
METHOD: Final = (
    "Facts held against the report: the finish against its approved date, how far the forecast moved later since the "
    "status last changed, SPI in time (or SPI), the forecast cost over the budget, CPI, the exposure of open risks, "
    "and the opinion of the PMO where one is recorded. Each is judged by the tolerances of the portfolio.",
    "Only live projects reported this time are compared: values carried forward are no fresh evidence.",
    "A status may rest on scope, benefits or something that no register holds. That is what the answer is for: it is "
    "kept with its date and its writer, and is never overwritten.",
)


def left_out(found: Evidence) -> str:
    """Return which live projects are not compared, and why no chance is shown where none is."""
    said = []
    if found.silent:
        said.append(f"{count(found.silent, 'live project')} {_verb(found.silent, 'report')} no status.")
    if found.carried:
        said.append(
            f"{count(found.carried, 'live project')} {_verb(found.carried, 'were', 'was')} not reported this time."
        )
    if found.note:
        said.append(found.note)
    return " ".join(said)


def evidence(row: Mapping[str, Any], currency: str) -> str:
    """Return the facts of one project in a sentence: against a green report the gravest first, else all known."""
    known = [name for name in CHECKS if not is_missing(row[f"check_{name}"])]
    if row["disagrees"] == BETTER and not against(row):
        return "No fact stands against it, only the prediction."
    if row["disagrees"] == BETTER:
        known = sorted(
            (name for name in known if row[f"check_{name}"] >= AMBER), key=lambda name: -row[f"check_{name}"]
        )
    return sentence([_fact(name, row, currency) for name in known])


def against(row: Mapping[str, Any]) -> bool:
    """Return whether any fact stands at amber or worse: else a green report stands against the prediction alone."""
    return any(row[f"check_{name}"] >= AMBER for name in CHECKS)


def sentence(parts: list[str]) -> str:
    """Return parts as one sentence, "" of none.

    >>> sentence(["late", "over budget"])
    'Late; over budget.'
    """
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def slip(row: Mapping[str, Any], found: Evidence) -> str:
    """Return the chance to slip with its place among all, "" where there is none.

    Never said of the facts: it stands in a sentence of its own.
    """
    if is_missing(row["probability"]):
        return ""
    rank = "" if is_missing(row["rank"]) else f", {ordinal(int(row['rank']))} of {number(found.ranked)}"
    return f"{chance(row['probability'])} to slip {found.horizon_words.split(' (')[0]}{rank}."


def ordinal(place: int) -> str:
    """Return a place in an order.

    >>> ordinal(1), ordinal(12), ordinal(23)
    ('likeliest', '12th likeliest', '23rd likeliest')
    """
    if place == 1:
        return "likeliest"
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{number(place)}{ending} likeliest"


def status(value: Any) -> str:
    """Return a status as a word in a sentence; "not known" where missing."""
    if is_missing(value):
        return "not known"
    return STATUS_WORDS[STATUS_LETTERS.get(round(float(value)), "none")].lower()


def steady_row(row: Mapping[str, Any]) -> str:
    """Return for how long one project has reported the same status, and what its forecast did meanwhile."""
    many = f"{number(row['status_reports'])} times since {day(row['status_since'])}"
    stood = f"{status(row['said_overall']).capitalize()} {many}"
    moved = row["moved_since_days"]
    if is_missing(moved):
        return f"{stood}; no forecast to follow."
    times = count(int(row["moves_since"]), "move") + " later"
    return f"{stood}; forecast {days(moved)}, {times}."


def _fact(name: str, row: Mapping[str, Any], currency: str) -> str:
    if name == "over":
        return _over(row, currency)
    return _FACTS[name](row)


def _late(row: Mapping[str, Any]) -> str:
    late = row["late_days"]
    return f"{health.late(late)} against its approved date" if late else "on its approved date"


def _moves(row: Mapping[str, Any]) -> str:
    since = "its status last changed" if row["status_changed"] else "its first report"
    moved = row["moved_since_days"]
    if not row["moves_since"]:
        return f"forecast not moved later since {since} ({day(row['status_since'])})"
    times = "once" if row["moves_since"] == 1 else f"{number(row['moves_since'])} times"
    return f"forecast moved later {times} since {since} ({day(row['status_since'])}), {days(moved)} in all"


def _progress(row: Mapping[str, Any]) -> str:
    if is_missing(row["spi_t"]):
        return f"SPI {number(row['spi'], 2)}"
    return f"SPI(t) {number(row['spi_t'], 2)}"


def _over(row: Mapping[str, Any], currency: str) -> str:
    share = row["over_budget_share"]
    if abs(share) < 0.0005:
        return "forecast on budget"
    side = "over" if share > 0 else "under"
    return f"forecast {percent(abs(share))} {side} budget ({money(row['over_budget'], currency, signed=True)})"


def _spending(row: Mapping[str, Any]) -> str:
    return f"CPI {number(row['cpi'], 2)}"


def _risk(row: Mapping[str, Any]) -> str:
    return f"open risks of {percent(row['exposure_share'])} of its cost"


def _assured(row: Mapping[str, Any]) -> str:
    return f"the PMO holds it {status(row['rag_assured'])}"


_FACTS: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "late": _late,
    "moves": _moves,
    "progress": _progress,
    "spending": _spending,
    "risk": _risk,
    "assured": _assured,
}


def _verb(many: int, plural: str, single: str = "") -> str:
    return (single or f"{plural}s") if many == 1 else plural
