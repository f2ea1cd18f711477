"""Propose which column of a file is which column of a register: by name, then by values."""

import re
from collections.abc import Mapping as Table
from dataclasses import replace

from rapidfuzz import fuzz

from data_access.intake import words
from data_access.intake.choices import DateChoices, file_dates, with_choices
from data_access.intake.facts import ColumnFacts, facts_of
from data_access.intake.headers import AS_OF_NAMES, normalised, without_brackets
from data_access.intake.mapping import AS_OF, ColumnMapping, Mapping
from data_access.intake.tables import RawTable
from data_access.schema import Field, Register

CHANGE = re.compile(r"\b(changes?|variance|delay|slip(page)?|delta|difference|deviation)\b")
STATUS_NAME = re.compile(r"\b(rag|status|health|colou?r|condition)\b")
NEARLY = 90
FITTING = 0.5
KEY_NAMED = 0.9
KEY_DISTINCT = 0.95
LONGEST_KEY = 60
NEAR = 60
DIGIT = re.compile(r"\d")
SHAPES = {"date": ("date", "number"), "money": ("number",), "number": ("number",), "whole": ("number",)}

Candidate = tuple[float, str, str, str]


def propose(
    raw: RawTable,
    register: Register,
    remembered: Mapping | None = None,
    date_choices: DateChoices = None,
) -> Mapping:
    """Return how the file's columns would be read.

    Parameters
    ----------
    remembered
        An earlier mapping of the same portfolio: its columns and choices go first.
    date_choices
        'day first' or 'month first' for every column that does not decide by itself, or one per header.
    """
    return propose_from(facts_of(raw), register, remembered, date_choices)


def propose_from(
    facts: dict[str, ColumnFacts],
    register: Register,
    remembered: Mapping | None = None,
    date_choices: DateChoices = None,
) -> Mapping:
    """Return the proposal from facts about the columns, gathered piece by piece for a large file."""
    earlier = {column.header: column for column in remembered.columns} if remembered else {}
    columns = _remembered(facts, earlier)
    taken: set[str | None] = {column.column for column in columns.values() if column.column}
    for confidence, header, name, reason in _ranked(facts, register):
        if header not in columns and name not in taken:
            columns[header] = ColumnMapping(header, name, round(confidence, 2), reason)
            taken.add(name)
    _by_values(facts, register, columns, taken)
    together = file_dates(facts)
    chosen = [columns.get(header, ColumnMapping(header, None, reason="no column of this name")) for header in facts]
    decided = tuple(
        with_choices(
            replace(column, samples=facts[column.header].samples),
            facts,
            register,
            together,
            date_choices,
            earlier.get(column.header),
        )
        for column in chosen
    )
    return Mapping(register.name, decided, dict(remembered.rates) if remembered else {})


def nearest(mapping: Mapping, field: Field) -> str:
    """Return the header, of those kept as they are, whose name is nearest to a field of dates; "" where none is near.

    A column whose samples hold no digit holds no dates and is passed over.
    """
    near = {
        column.header: max(
            fuzz.token_sort_ratio(normalised(column.header), normalised(name))
            for name in (field.title, *field.synonyms)
        )
        for column in mapping.columns
        if column.column is None and (not column.samples or any(map(DIGIT.search, column.samples)))
    }
    best = max(near, key=lambda header: near[header], default="")
    return best if best and near[best] >= NEAR else ""


def _remembered(facts: dict[str, ColumnFacts], earlier: Table[str, ColumnMapping]) -> dict[str, ColumnMapping]:
    return {
        header: ColumnMapping(header, earlier[header].column, 1.0, "as remembered")
        for header in facts
        if header in earlier
    }


def _ranked(facts: dict[str, ColumnFacts], register: Register) -> list[Candidate]:
    """Return what each header may be, best first; the key goes to the most nearly unique of its candidates."""
    candidates = [candidate for header, found in facts.items() for candidate in _named(header, found, register)]
    if len(register.key) == 1:
        candidates = _key_settled(candidates, register.key[0], facts)
    return sorted(candidates, key=lambda candidate: -candidate[0])


def _named(header: str, found: ColumnFacts, register: Register) -> list[Candidate]:
    names = (normalised(header), without_brackets(header))
    if names[0] in AS_OF_NAMES and found.filled and found.share("date", "number") >= FITTING:
        return [(1.0, header, AS_OF, "the name says that it is the status date")]
    candidates = []
    for field in register.fields:
        score, reason = likeness(names, field)
        if score and CHANGE.search(names[0]) and not CHANGE.search(normalised(field.title)):
            continue
        if score and _fits(found, field):
            candidates.append((score, header, field.name, reason))
    return candidates


def likeness(names: tuple[str, str], field: Field) -> tuple[float, str]:
    """Return how surely a header names a field, 0 where it does not, and why."""
    known = [normalised(name) for name in (field.title, field.name, *field.synonyms)]
    for position, name in enumerate(known):
        if name in names:
            exact = 1.0 if name == names[0] else 0.97
            return exact - 0.001 * position, "the name is known" if position < 2 else "a known name for it"
    if field.kind == "date" and (dated := {f"{name} date" for name in known} & set(names)):
        return 0.95, f"the name is {dated.pop().removesuffix(' date')}, said to be a date"
    best = max(known, key=lambda name: fuzz.ratio(name, names[1] or names[0]))
    score = fuzz.ratio(best, names[1] or names[0])
    return (0.9 * score / 100, f"the name is close to {best}") if score >= NEARLY else (0.0, "")


def _fits(found: ColumnFacts, field: Field) -> bool:
    """Return whether the values can be what the field holds."""
    if field.kind in SHAPES:
        return found.share(*SHAPES[field.kind]) >= FITTING
    if field.kind == "rag":
        return _rag_share(found) >= FITTING
    if field.kind == "choice" and found.words:
        return sum(words.choice(word, field.choices)[0] is not None for word in found.words) >= 0.3 * len(found.words)
    return True


def _rag_share(found: ColumnFacts) -> float:
    return sum(words.rag(word)[0] is not None for word in found.words) / len(found.words) if found.words else 1.0


def _key_settled(candidates: list[Candidate], key: str, facts: dict[str, ColumnFacts]) -> list[Candidate]:
    """Return the candidates with only the most nearly unique one left for the key."""
    named = [candidate for candidate in candidates if candidate[2] == key and candidate[0] >= KEY_NAMED]
    if len(named) < 2:
        return candidates
    best = max(named, key=lambda candidate: (facts[candidate[1]].distinct, candidate[0]))
    others = [candidate for candidate in named if candidate is not best]
    told = "; ".join(f"{other[1]} has only {facts[other[1]].distinct:,}" for other in others)
    reason = f"{best[3]}, and it has {facts[best[1]].distinct:,} different values ({told})"
    return [candidate for candidate in candidates if candidate not in named] + [(1.0, best[1], key, reason)]


def _by_values(
    facts: dict[str, ColumnFacts], register: Register, columns: dict[str, ColumnMapping], taken: set[str | None]
) -> None:
    """Fill the overall status and a single missing key from columns whose values speak for themselves."""
    free = [header for header in facts if header not in columns]
    if "rag_overall" in register.by_name and "rag_overall" not in taken:
        for header in free:
            if (
                STATUS_NAME.search(normalised(header))
                and facts[header].filled
                and _rag_share(facts[header]) > KEY_NAMED
            ):
                columns[header] = ColumnMapping(header, "rag_overall", 0.7, "its values are status colours")
                taken.add("rag_overall")
                break
    if len(register.key) == 1 and register.key[0] not in taken:
        for header in free:
            if header not in columns and _is_key_like(facts[header]):
                columns[header] = ColumnMapping(header, register.key[0], 0.5, "its values are short and all different")
                break


def _is_key_like(found: ColumnFacts) -> bool:
    return (
        found.filled == found.rows > 1
        and found.distinct >= KEY_DISTINCT * found.rows
        and not found.shapes.get("date")
        and all(len(word) <= LONGEST_KEY and " " not in word.strip() and "." not in word for word in found.words)
    )
