"""Where the values of a project come from, in words."""

from collections.abc import Mapping
from typing import Any, Final

from models.terms import COST_TO_GO_RULES
from services.project_view import Chance
from services.provenance import Origin, Value
from ui.wording.formats import DASH, count, day, days, is_missing, moment, money, money_exact, number, percent
from ui.wording.formats import chance as chance_words

COLOURS: Final = {1: "Green", 2: "Green to amber", 3: "Amber", 4: "Amber to red", 5: "Red"}
AS_READ: Final = "As shown"


def place(file: str, line: float | None) -> str:
    """Return the file and its line that a row was read from; the file alone where the line is not told.

    >>> place("roads.csv", 7), place("roads.csv", None)
    ('roads.csv, row 7', 'roads.csv')
    """
    return file if is_missing(line) else f"{file}, row {number(line)}"


def origin(told: Origin) -> str:
    """Return which report the values were read from."""
    revision = "" if told.revision == 1 else f", revision {number(told.revision)}"
    if told.origin != "file":
        return f"Entered here by {told.received_by} on {moment(told.received_at)}, as of {day(told.as_of)}{revision}."
    return (
        f"{place(told.file_name, told.source_row)}, as of {day(told.as_of)}{revision}; "
        f"received {moment(told.received_at)} from {told.received_by}."
    )


def value(told: Value, currency: str, minor_digits: int = 2) -> str:
    """Return a stored value in full, as people write it.

    >>> value(Value("Approved budget", "money", 16420000.0, "Budget", "", ""), "USD")
    '$16,420,000.00'
    """
    if is_missing(told.value):
        return DASH
    if told.kind == "money":
        return money_exact(told.value, currency, minor_digits)
    if told.kind in ("date", "period"):
        return day(told.value)
    if told.kind == "percent":
        return percent(told.value / 100, 1)
    if told.kind == "rag":
        return COLOURS.get(int(told.value), DASH)
    if told.kind in ("number", "whole", "probability"):
        return number(told.value, 0 if float(told.value).is_integer() else 2)
    if told.kind == "choice":
        return str(told.value).capitalize()
    return str(told.value)


def written(told: Value) -> str:
    """Return what the file says where that is not what is stored, with the reason."""
    if not told.written:
        return AS_READ
    return f'"{told.written}" ({told.reason})' if told.reason else f'"{told.written}"'


def unmapped(extra: Any) -> list[Value]:
    """Return the columns of the file that belong to no column of the register, each as it was written."""
    if not isinstance(extra, Mapping):
        return []
    kept = "as written; this column has no place in the register"
    return [Value(str(name), "text", held, str(name), str(held), kept) for name, held in extra.items() if held != ""]


def computed(row: Mapping[str, Any], chances: list[Chance], currency: str) -> list[tuple[str, str, str]]:
    """Return what is worked out from the values: name, figure, and how, with the inputs."""
    said = []
    if not is_missing(row["late_days"]):
        how = (
            f"Forecast finish {day(row['forecast_finish'])} less approved finish {day(row['approved_baseline_finish'])}"
        )
        said.append(("Late", days(row["late_days"]), how))
    if not is_missing(row["cost_to_go"]):
        rule = COST_TO_GO_RULES[str(row["cost_to_go_rule"])]
        said.append(
            ("Cost to go", money(row["cost_to_go"], currency), f"{rule[:1].upper()}{rule[1:]}, never below zero")
        )
    if not is_missing(row["over_budget"]):
        figure = money(row["over_budget"], currency, signed=True)
        said.append(("Forecast against budget", figure, "Forecast cost less approved budget"))
    for name, title, how in (
        ("spi", "SPI", "Earned value divided by planned value"),
        ("cpi", "CPI", "Earned value divided by actual cost"),
    ):
        if not is_missing(row[name]):
            said.append((title, number(row[name], 2), how))
    if not is_missing(row["exposure"]):
        how = "Sum of probability times cost impact of the open threats in the register of risks"
        said.append(("Risk exposure", money(row["exposure"], currency), how))
    for chance in chances:
        if chance.probability is not None:
            title = f"Chance to slip {chance.words.split(' (')[0]}"
            said.append((title, chance_words(chance.probability), f"{chance.reason}. {chance.method}"))
    return said


def carried(row: Mapping[str, Any], told: Origin) -> str:
    """Return how old the values are, where they are carried forward; "" where they are fresh."""
    if not row["carried"] or is_missing(row["periods_behind"]):
        return ""
    behind = count(int(row["periods_behind"]), "period")
    return f"Carried forward: values of {day(told.as_of)}, {behind} old."
