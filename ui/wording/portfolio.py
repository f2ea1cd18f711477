"""The Portfolio page in words: its finding and its five figures."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from services.partial_dates import Outstanding
from ui.wording.formats import DASH, between, count, day, days, money, number, percent
from ui.wording.portfolio_slipping import still_to_come
from ui.wording.publications import restated_on
from ui.wording.since import Words, among, number_signed, short_points
from ui.wording.since import change as changed

MOVES_LATER: Final = "How far forecasts move cannot be said yet: there is one snapshot, and it takes two."
Alike = tuple[Mapping[str, Any], Mapping[str, Any]]


def finding(
    now: Mapping[str, Any],
    red_days: float,
    expected: Any = None,
    until: date | None = None,
    likely: int = 0,
    likely_green: int = 0,
    to_come: Outstanding | None = None,
) -> str:
    """Return the headline: the fact first, then the prediction with its interval, never one number for both.

    Where only part has reported for the date the prediction says of how many, and who is `to_come`.
    """
    prediction = _prediction(expected, until, likely, likely_green, to_come)
    later = still_to_come(to_come) if prediction and to_come else ""
    return " ".join(part for part in (_fact(now, red_days), prediction, later) if part)


def _fact(now: Mapping[str, Any], red_days: float) -> str:
    live = count(now["live"], "live project")
    if not now["live"]:
        return "No project is at work at this date."
    if now["baselined"]:
        verb = "is" if now["late"] == 1 else "are"
        base = (
            live
            if now["baselined"] == now["live"]
            else f"{count(now['baselined'], 'live project')} with an approved date"
        )
        return f"{number(now['late'])} of {base} {verb} more than {number(red_days)} days late."
    if now.get("moved") is not None and now["forecast"]:
        verb = "finishes" if now["moved"] == 1 else "finish"
        dated = count(now["forecast"], "live project")
        base = f"{dated} now {verb}" if now["forecast"] == now["live"] else f"{dated} with a forecast now {verb}"
        return f"{number(now['moved'])} of {base} more than {number(red_days)} days later than first reported."
    if now["forecast"] and "moved" in now:
        return f"{live}. {MOVES_LATER}"
    return f"{live}; none has an approved date." if now["forecast"] else f"{live}; none reports a forecast finish."


def _prediction(expected: Any, until: date | None, likely: int, likely_green: int, to_come: Outstanding | None) -> str:
    if expected is None:
        return ""
    by = f" by {_month(until)}" if until else " within 12 months"
    whom = f"Of the {number(expected.n)} that reported we" if to_come else "We"
    said = f"{whom} expect {between(expected.low, expected.high)} to slip more than another 30 days{by}"
    if likely_green:
        verb = "reports" if likely_green == 1 else "report"
        return f"{said}; {number(likely_green)} of the {number(likely)} most likely {verb} green."
    return f"{said}."


def _month(until: date) -> str:
    names = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
    return f"{(*names, 'November', 'December')[until.month - 1]} {until.year}"


def lateness(
    now: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    since: str,
    currency: str,
    red: float,
    alike: Alike | None = None,
) -> Words:
    """Return the figure of late projects; without baselines of those moved since first seen.

    `alike` holds the figures of both dates over the projects counted at both; the change is taken of them.
    """
    based = bool(now["baselined"])
    name = "late" if based else "moved"
    held = now.get(name)
    base = "with an approved date" if based else "with a forecast"
    size = now["baselined"] if based else now["forecast"]
    if size and not based and held is None:
        return {"label": "Moved since first seen", "value": DASH, "note": MOVES_LATER}
    words: Words = {
        "label": "Late against approved dates" if based else "Moved since first seen",
        "value": number(held) if size else DASH,
        "note": f"of {number(size)}; forecast {money(now.get(f'{name}_money'), currency)}",
        "help": (
            f"Of {number(size)} live projects {base}. "
            f"Counted are those whose forecast finish lies more than {number(red)} days after "
            + ("the finish now approved." if based else "the first forecast seen. No approved finish is reported.")
            + " Their combined forecast cost stands beside the number."
        ),
    }
    if not size:
        words |= {"note": "No live project reports a forecast finish.", "help": ""}
    counted = "baselined" if based else "forecast"
    if before and before.get(name) is not None and size and words["help"]:
        words["help"] += " The change is taken of those counted at both dates." if alike else ""
        words["help"] += f" On {since} it was {number(before[name])} of {number(before[counted])}."
    if alike is None:
        return words | changed(held, (before or {}).get(name), since, number_signed, more_is_worse=True)
    change = changed(alike[0].get(name), alike[1].get(name), since, number_signed, more_is_worse=True)
    return words | among(change, int(alike[0][counted]), int(size), int((before or {}).get(counted, 0)))


def budget(
    now: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    since: str,
    currency: str,
    alike: Alike | None = None,
) -> Words:
    """Return the figure of forecast cost against approved budget, over projects that report both.

    `alike` holds the figures of both dates over the projects that report both at both; the change is taken of them.
    """
    label = "Forecast against budget"
    share, earlier = _over(now), _over(before)
    if share is None:
        return {
            "label": label,
            "value": DASH,
            "note": "No live project reports both an approved budget and a forecast.",
        }
    over = now["forecast_cost"] - now["approved_budget"]
    words: Words = {
        "label": label,
        "value": signed_percent(share),
        "note": f"{money(over, currency, signed=True)} on {money(now['approved_budget'], currency)}",
        "help": f"Over the {count(now['costed'], 'live project')} that report both.",
    }
    if earlier is not None:
        counted = count(int((before or {}).get("costed", 0)), "project")
        words["help"] += f" On {since} it was {signed_percent(earlier)} over {counted}."
    compared = (share, earlier) if alike is None else (_over(alike[0]), _over(alike[1]))
    change = changed(*compared, since, lambda value: short_points(value, 1), more_is_worse=True)
    if alike is None:
        return words | change
    return words | among(change, int(alike[0]["costed"]), int(now["costed"]), int((before or {}).get("costed", 0)))


def alignment(
    now: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    since: str,
    currency: str,
    most: int,
    same: bool | None = True,
) -> Words:
    """Return the figure of money on the top objectives, with money on none and not rated said apart.

    `same` says whether they are the same objectives at both dates, None where that was not kept; only of the same ones
    is a change better or worse.
    """
    label = f"Money on the top {most} objectives" if most > 1 else "Money on the top objective"
    share, earlier = _on_top(now), _on_top(before)
    if share is None:
        why = "Objectives and impact ratings are not recorded yet." if "top_money" not in now else "No cost is known."
        return {"label": label, "value": DASH, "note": why}
    none, unrated = now["none_money"] / now["to_go"], now["unrated_money"] / now["to_go"]
    words: Words = {
        "label": label,
        "value": percent(share),
        "note": f"{percent(none)} on none, {percent(unrated)} not rated",
        "help": f"Share of {money(now['to_go'], currency)} to go in live projects. "
        "A project counts for an objective it is rated strong or extreme on; "
        "on none means rated without any impact; not rated is said apart.",
    }
    change = changed(share, earlier, since, short_points, more_is_worse=False)
    if change and not same:
        change["direction"] = "neither"
        words["help"] += f" {_other_objectives(since, most, same)}"
    return words | change


def _other_objectives(since: str, most: int, same: bool | None) -> str:
    if same is None:
        return "Which objectives these were is not kept with what was published, so the change is not judged."
    other = f"the top {most} objectives are not those" if most > 1 else "the top objective is not the one"
    return f"Since {since} the objectives changed: {other} of then, so the change is not judged."


def decisions(now: Mapping[str, Any], before: Mapping[str, Any] | None, since: str, recorded: date | None) -> Words:
    """Return the figure of decisions waiting, with the age of the oldest."""
    label = "Decisions waiting"
    if "waiting" not in now:
        return {"label": label, "value": DASH, "note": "Not recorded yet: upload a file of decisions."}
    oldest = now["oldest_days"]
    note = "none is dated" if now["waiting"] and oldest is None else f"oldest waits {days(oldest, signed=False)}"
    return {
        "label": label,
        "value": number(now["waiting"]),
        "note": note if now["waiting"] else "nothing waits",
        "help": f"Decisions asked for and not taken, from the register of {day(recorded)}." if recorded else "",
    } | changed(now["waiting"], (before or {}).get("waiting"), since, number_signed, more_is_worse=True)


def trends(periods: Sequence[Mapping[str, Any]], based: bool) -> tuple[tuple[float | None, ...], ...]:
    """Return the course of each of the five figures over the periods, in their order.

    How many are expected to slip is left out of a date for which only part had reported: it adds up over that part.
    """
    lines = (
        [period.get("late" if based else "moved") for period in periods],
        [_over(period) for period in periods],
        [None if period.get("partial") else period.get("expected") for period in periods],
        [_on_top(period) for period in periods],
        [period.get("waiting") for period in periods],
    )
    return tuple(tuple(line) if any(point is not None for point in line) else () for line in lines)


def restated(periods: Sequence[Mapping[str, Any]]) -> str:
    """Return which dates of a course were restated since they were published; nothing where none was."""
    return restated_on([period["as_of"] for period in periods if period.get("restated")])


def signed_percent(share: float) -> str:
    """Return a share with its sign and one digit.

    >>> signed_percent(0.0741), signed_percent(-0.02)
    ('+7.4%', '−2.0%')
    """
    return f"{'+' if round(share, 3) > 0 else ''}{percent(share, 1)}"


def _over(found: Mapping[str, Any] | None) -> float | None:
    if not found or not found["costed"] or not found["approved_budget"]:
        return None
    return float(found["forecast_cost"] / found["approved_budget"] - 1)


def _on_top(found: Mapping[str, Any] | None) -> float | None:
    if not found or "top_money" not in found or not found["to_go"]:
        return None
    return float(found["top_money"] / found["to_go"])
