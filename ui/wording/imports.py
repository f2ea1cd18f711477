"""Sentences about imports, for the command line."""

from typing import Any

from services import readings
from ui.wording import intake_columns, intake_warnings, plan_changes

STATUS = {
    "planned": "Nothing is written yet",
    "committed": "Loaded",
    "already loaded": "Already loaded, nothing to do",
}


def told(fields: dict[str, Any]) -> list[str]:
    """Return what an import did or would do, in lines."""
    rows = fields["rows"]
    lines = [*_created(fields)]
    planned_in_new = fields["created"] and fields["status"] == "planned"
    lines += [
        f"{'The plan' if planned_in_new else STATUS[fields['status']]}: {fields['file']} into {fields['portfolio']}, "
        f"{fields['snapshots']} date(s), {fields['projects']} key(s).",
        f"Rows read {rows['read']} = loaded {rows['loaded']} + collapsed {rows['collapsed']} "
        f"+ refused {rows['refused']} + skipped {rows['skipped']}.",
    ]
    titles = {field.name: field.title for field in readings.fields(fields["register"])}
    lines += ["Columns:"] + [
        f"  {column['header']} -> {intake_columns.title(column['column'], titles)}"
        for column in fields["mapping"]["columns"]
    ]
    for part in fields["parts"]:
        lines += _part(part, titles)
    lines += _warnings(fields, titles)
    lines += [_row("Refused", one) for one in fields["refused"][:20]]
    lines += [_row("Emptied", one) for one in fields["emptied"][:20]]
    lines += _totals(fields, titles)
    if fields["status"] == "planned":
        lines.append(f"Load it with --plan {fields['plan']}.")
    return lines


def _part(part: dict[str, Any], titles: dict[str, str]) -> list[str]:
    """Return what changes at one date: how many keys, and in how many rows each column does."""
    counts = {**part["counts"], "not reported": len(part.get("not_reported", ()))}
    told = ", ".join(f"{count} {kind}" for kind, count in counts.items() if kind != "not reported" or count)
    columns = plan_changes.by_column(part.get("changes_by_column", {}), titles)
    return [f"{part['as_of']}: {told}", *([f"  Values that change: {columns}."] if columns else [])]


def _warnings(fields: dict[str, Any], titles: dict[str, str]) -> list[str]:
    """Return each warning in a line: what, and what it means where that does not speak of a page."""
    told = intake_warnings.warnings(fields["warnings"], titles)
    page = intake_warnings.MEANING[readings.NO_KEY_KNOWN]
    return [f"Warning: {what}" + (f" {meaning}" if meaning and meaning != page else "") for what, meaning in told]


def _totals(fields: dict[str, Any], titles: dict[str, str]) -> list[str]:
    """Return the totals of money, each beside what was last reported of the same projects where that is known."""
    currency, last = fields["currency"], fields["last_totals"]
    return [
        f"Total {titles.get(name, name)}: {currency} {total:,}"
        + (f" (last reported of the same: {currency} {last[name]:,})" if name in last else "")
        for name, total in fields["totals"].items()
    ]


def _created(fields: dict[str, Any]) -> list[str]:
    if not fields["created"]:
        return []
    if fields["status"] == "planned":
        return [
            f"The portfolio {fields['portfolio']} is made, empty; nothing else is written until the plan is loaded."
        ]
    return [f"The portfolio {fields['portfolio']} is made."]


def training(state: str, portfolio: str) -> list[str]:
    """Return, in lines, what is left to do for the slip model after an import."""
    if state != "pending":
        return []
    return [f"The slip model has not learned from this yet: python cli.py slip train {portfolio}, or open the app."]


def _row(verdict: str, one: dict[str, Any]) -> str:
    return f'{verdict}: row {one["row"]}, {one["column"]} "{one["value"]}": {one["rule"]}. {one["repair"]}'


def periods(fields: dict[str, Any]) -> list[str]:
    """Return one line for each upload."""
    lines = []
    for one in fields["uploads"]:
        dates = ", ".join(f"{each['as_of']} (revision {each['revision']})" for each in one["snapshots"])
        gone = f", withdrawn: {one['withdrawn_reason']}" if one["withdrawn_at"] else ""
        lines.append(f"{one['upload']}: {one['file']}, {one['register']}, {one['coverage']}: {dates}{gone}")
    return lines or ["Nothing has been received yet."]


def mappings(fields: dict[str, Any]) -> list[str]:
    """Return the remembered mappings, one line for each column."""
    return [
        f"{one['register']}: {column['header']} -> {column['column'] or 'kept under its own name'}"
        for one in fields["mappings"]
        for column in one["columns"]
    ] or ["No file has been loaded yet."]


def pairs(fields: dict[str, Any]) -> list[str]:
    """Return the plain fields as lines of name and value, lists by their length."""
    return [
        f"{name.replace('_', ' ')}: {f'{len(value)} entries' if isinstance(value, list | dict) else value}"
        for name, value in fields.items()
    ]
