"""Words by which registers are changed: every column has its head and meaning, and nothing raw is shown."""

from datetime import date

import pytest

from data_access.schema import REGISTERS
from services.project_registers import SHOWN
from services.register_rows import Kept, asked_columns
from ui.wording import register_editing

FIELDS = [(name, REGISTERS[name].by_name[column]) for name in SHOWN for column in asked_columns(name)]


def test_every_column_has_a_head_and_a_meaning_without_raw_names():
    for register, field in FIELDS:
        words = register_editing.head(field, "USD"), register_editing.meaning(field, register)
        assert all(words)
        assert "_" not in "".join(words)
        if field.kind == "money":
            assert words[0].endswith(", USD")


def test_heads_of_one_register_differ():
    for name in SHOWN:
        heads = [register_editing.head(field, "USD") for register, field in FIELDS if register == name]
        assert len(set(heads)) == len(heads)


def test_who_may_leave_a_key_empty_is_told_so():
    risks = REGISTERS["risks"].by_name["risk_key"]
    assert "next number" in register_editing.meaning(risks, "risks")
    assert "Every row needs it" in register_editing.meaning(REGISTERS["gates"].by_name["gate"], "gates")


@pytest.mark.parametrize("register", SHOWN)
def test_what_to_do_names_the_day_from_which_it_counts(register):
    assert "from 30 Sep 2026 on" in register_editing.how(register, date(2026, 9, 30))


def test_many_new_rows_are_counted_and_few_are_named():
    day = date(2026, 9, 30)
    assert register_editing.saved(Kept(0, ("A", "B"), 2), "Risks", day).endswith("A and B added, 2 rows taken out.")
    assert "3 rows added" in register_editing.saved(Kept(0, ("A", "B", "C"), 0), "Risks", day)
