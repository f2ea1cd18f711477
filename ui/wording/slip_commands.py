"""What the slip commands say to people."""

from typing import Any

from ui.wording.formats import percent


def trained(question: dict[str, Any]) -> str:
    """Return in a line which method speaks for a question, and why."""
    horizon = "by the next report" if question["horizon"] == "next" else "within 12 months"
    speaks = question["method"] or "nothing"
    return f"More than {question['days']} days {horizon}: {speaks} speaks. {question['note']}"


def explained(fields: dict[str, Any]) -> list[str]:
    """Return an explanation in lines: the chance, the average it starts from, and what each group adds."""
    lines = [
        f"{fields['project_key']} {fields['name']}: a chance of {percent(fields['probability'])} to move by more than "
        f"{fields['days']} days {fields['words']}, by the {fields['method']}.",
        f"  {fields['base'] * 100:6.1f}  on average",
    ]
    lines += [f"  {part['added'] * 100:+6.1f}  {part['group']}" for part in fields["contributions"]]
    return [*lines, f"  {fields['sum'] * 100:6.1f}  in all, in percentage points"]
