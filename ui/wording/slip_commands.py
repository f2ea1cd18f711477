"""What the slip commands say to people."""

from datetime import date
from typing import Any

from models.slip_baselines import BASE_RATE, MODEL
from services.slip_backtest import UNDATED
from services.slip_view import Lack
from ui.wording.formats import DASH, between, chance, day, number, percent
from ui.wording.slip import WHY_NONE, lacking, short_of
from ui.wording.slip_days import at_furthest, interval
from ui.wording.slip_record import METHODS


def trained(question: dict[str, Any]) -> list[str]:
    """Return in a line which method speaks for a question, and why; and what to take care of."""
    horizon = "by the next report" if question["horizon"] == "next" else "within 12 months"
    speaks = question["method"] or "nothing"
    return [f"More than {question['days']} days {horizon}: {speaks} speaks. {question['note']}", *taken_care(question)]


def taken_care(fields: dict[str, Any]) -> list[str]:
    """Return a line for each caution among what is said."""
    return [f"Take care: {one[:1].lower()}{one[1:]}" for one in fields.get("cautions", ())]


def backtested(fields: dict[str, Any]) -> list[str]:
    """Return a rolling record in lines: which method may speak and why, then a line per method."""
    horizon = "by the next report" if fields["horizon"] == "next" else "within 12 months"
    lines = [f"More than {fields['days']} days {horizon}: {fields['speaks']} may speak. {fields['note']}"]
    if not fields["baselines"]:
        return lines
    count = f"{fields['model']['n']} predictions at {len({row['origin'] for row in fields['origins']})} dates"
    lines.append(f"{count}, of which {percent(fields['base_rate'])} moved.")
    lines.append(f"  {'':28}{'AUC':>7}{'skill':>7}{'Brier':>7}{'top fifth':>11}")
    names = METHODS | {UNDATED: "The model, next date unknown"}
    if fields["date_known"]:
        names |= {MODEL: "The model, next date known"}
    for name, told in [(fields["model"]["name"], fields["model"]), *fields["baselines"].items()]:
        figures = "".join(f"{number(told[one], 3):>7}" for one in ("auc", "skill", "brier"))
        lines.append(f"  {names.get(name, name):28}{figures}{percent(told['precision_top']):>11}")
    return lines


def predicted(fields: dict[str, Any]) -> list[str]:
    """Return predictions in lines: question, expected number, method and record, then a line per project."""
    told, at = fields["expected"], day(date.fromisoformat(fields["as_of"]))
    asked = f"more than {fields['days']} days {fields['words']}"
    if not told["eligible"]:
        lines = [f"As of {at} no project has a chance to slip {asked}. {_why_nobody(fields)}".strip()]
    else:
        lines = [
            f"As of {at} {between(told['low'], told['high'])} of {number(told['eligible'])} projects "
            f"are expected to slip {asked} (sum of the chances {told['expected']:.1f}; eight times in ten the number "
            "lies in that interval).",
            *taken_care(fields),
            f"By: {METHODS.get(fields['method'], fields['method'])}. {fields['note']}",
            *_record(fields),
            f"Chance, by how many days half to eight in ten of such forecasts move{at_furthest(fields['horizon'])}, "
            "and why:",
        ]
    return lines + [_project(row) for row in fields["projects"]]


def _why_nobody(fields: dict[str, Any]) -> str:
    """Return why no project has a chance: what is missing, in numbers where they are known."""
    if not fields.get("lack"):
        return str(fields["note"])
    lack = Lack(**fields["lack"])
    if not lack.no_history:
        return lacking(lack)[1] if lack.no_forecast else str(fields["note"])
    return f"{short_of(lack)}{' With --horizon next there is enough.' if lack.shorter else ''}"


def _record(fields: dict[str, Any]) -> list[str]:
    """Return how the method, and the days said with it, did before."""
    record, days = fields["record"], fields["days_record"]
    if record is None:
        lines = ["Its record: none yet, for no prediction made before has a known outcome."]
    else:
        figures = ", ".join(f"{name} {number(record[key], 3)}" for name, key in (("AUC", "auc"), ("skill", "skill")))
        ranked = f"; {figures}; of the fifth it called most likely {percent(record['precision_top'])} moved"
        lines = [
            f"Its record: {number(record['n'])} past predictions, of which {percent(record['base_rate'])} moved"
            f"{'' if fields['method'] == BASE_RATE else ranked}."
        ]
    if days is not None:
        at = " at their furthest" if fields["horizon"] == "12m" else ""
        lines.append(
            f"Days: of {number(days['n'])} past predictions {percent(days['within_80'])} stayed{at} within the days "
            f"shown for eight in ten, {percent(days['within_50'])} within those for half."
        )
    return lines


def _project(row: dict[str, Any]) -> str:
    if row["probability"] is None:
        return f"{row['project_key']}  {DASH}  {WHY_NONE.get(row['reason_none'], row['reason_none'])}"
    far = interval(row["p50_days"], row["p80_days"])
    return f"{row['project_key']}  {chance(row['probability'])}  {far}  {row['reason']}"


def explained(fields: dict[str, Any]) -> list[str]:
    """Return an explanation in lines: the chance, the average it starts from, and what each group adds."""
    lines = [
        f"{fields['project_key']} {fields['name']}: a chance of {percent(fields['probability'])} to move by more than "
        f"{fields['days']} days {fields['words']}, by the {fields['method']}.",
        *taken_care(fields),
        f"  {fields['base'] * 100:6.1f}  on average",
    ]
    lines += [f"  {part['added'] * 100:+6.1f}  {part['group']}" for part in fields["contributions"]]
    return [*lines, f"  {fields['sum'] * 100:6.1f}  in all, in percentage points"]
