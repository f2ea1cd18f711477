"""A mapping corrected by hand: another column for a header, with its choices decided anew."""

from dataclasses import replace

from data_access.intake.choices import file_dates, with_choices
from data_access.intake.facts import facts_of
from data_access.intake.mapping import Mapping
from data_access.intake.numbers import DOT
from data_access.intake.tables import RawTable
from data_access.schema import Register


def reassigned(raw: RawTable, mapping: Mapping, register: Register, header: str, column: str | None) -> Mapping:
    """Return the mapping with a header read as another column; dates, numbers and units follow its values.

    What was chosen for the old column is forgotten. KeyError where the file has no such header.
    """
    corrected = mapping.assigned(header, column)
    bare = replace(
        corrected.of_header(header),
        order="",
        notation=DOT,
        multiplier="1",
        currency="",
        percent_of=100,
        choice_reason="",
        borrowed=False,
    )
    facts = facts_of(raw)
    decided = with_choices(bare, facts, register, file_dates(facts), None, None)
    return replace(corrected, columns=tuple(decided if each.header == header else each for each in corrected.columns))
