"""Sentences about imports, for the command line."""

from typing import Any

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
    lines += ["Columns:"] + [
        f"  {column['header']} -> {column['column'] or 'kept under its own name'}"
        for column in fields["mapping"]["columns"]
    ]
    for part in fields["parts"]:
        counts = part["counts"]
        lines.append(f"{part['as_of']}: " + ", ".join(f"{count} {kind}" for kind, count in counts.items()))
    lines += [_warning(one) for one in fields["warnings"]]
    lines += [_row("Refused", one) for one in fields["refused"][:20]]
    lines += [_row("Emptied", one) for one in fields["emptied"][:20]]
    lines += [f"Total {name}: {total:,}" for name, total in fields["totals"].items()]
    if fields["status"] == "planned":
        lines.append(f"Load it with --plan {fields['plan']}.")
    return lines


def _warning(one: dict[str, str]) -> str:
    """Return a warning in a line, its column in brackets where it speaks of one."""
    of = f" ({one['column']})" if one["column"] else ""
    return f"Warning, {one['rule']}{of}: {one['text']}"


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
