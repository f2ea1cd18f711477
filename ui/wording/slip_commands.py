"""What the slip commands say to people."""

from typing import Any

from models.slip_baselines import MODEL
from services.slip_backtest import UNDATED
from ui.wording.formats import number, percent
from ui.wording.slip_record import METHODS


def trained(question: dict[str, Any]) -> str:
    """Return in a line which method speaks for a question, and why."""
    horizon = "by the next report" if question["horizon"] == "next" else "within 12 months"
    speaks = question["method"] or "nothing"
    return f"More than {question['days']} days {horizon}: {speaks} speaks. {question['note']}"


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


def explained(fields: dict[str, Any]) -> list[str]:
    """Return an explanation in lines: the chance, the average it starts from, and what each group adds."""
    lines = [
        f"{fields['project_key']} {fields['name']}: a chance of {percent(fields['probability'])} to move by more than "
        f"{fields['days']} days {fields['words']}, by the {fields['method']}.",
        f"  {fields['base'] * 100:6.1f}  on average",
    ]
    lines += [f"  {part['added'] * 100:+6.1f}  {part['group']}" for part in fields["contributions"]]
    return [*lines, f"  {fields['sum'] * 100:6.1f}  in all, in percentage points"]
