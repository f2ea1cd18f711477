"""Columns called like one of the register that are not read as it are told, unless a person decided so."""

from data_access.intake.findings import Refusal
from data_access.intake.mapping import ColumnMapping, Mapping
from data_access.intake.namesakes import namesake_warnings, unread_warnings
from data_access.schema import REGISTERS

PROJECTS = REGISTERS["projects"]


def told(*columns: ColumnMapping) -> list[tuple[str, str, str]]:
    found = namesake_warnings(Mapping("projects", columns), PROJECTS)
    return [(one.rule, one.column, one.text) for one in found]


WON = ColumnMapping("Actual cost", "actual_cost", 1.0, samples=("5",))


def test_of_two_columns_of_one_meaning_the_one_that_won_is_said() -> None:
    other = ColumnMapping("Actual cost (2)", None, samples=("9420000", "3872866", "1"))
    assert told(WON, other) == [
        (
            "two columns of one meaning",
            "actual_cost",
            'Actual cost is read from "Actual cost"; "Actual cost (2)" is kept under its own name, with values such as '
            '"9420000" and "3872866".',
        )
    ]


def test_what_a_person_decided_is_not_told_again() -> None:
    for reason in ("Actual cost was chosen instead", "chosen by the analyst", "as remembered"):
        assert told(WON, ColumnMapping("Actual cost (2)", None, reason=reason, samples=("1",))) == []


def test_money_in_words_that_was_not_read_is_told_with_an_example() -> None:
    ((rule, column, text),) = told(ColumnMapping("Forecast cost", None, samples=("about 2.3M", "roughly 4")))
    assert (rule, column) == ("not read as money", "forecast_cost")
    assert text == '"Forecast cost" was not read as amounts, with values such as "about 2.3M" and "roughly 4".'


def test_other_columns_an_empty_one_and_a_change_of_one_are_no_namesakes() -> None:
    assert told(ColumnMapping("Site", None, samples=("North",)), ColumnMapping("Forecast cost", None)) == []
    assert told(WON, ColumnMapping("Change of actual cost", None, samples=("5",))) == []


def test_a_column_of_money_that_is_mostly_emptied_is_told() -> None:
    cost = ColumnMapping("Forecast cost", "forecast_cost")
    mapping = Mapping("projects", (WON, cost))
    emptied = [
        Refusal("f.csv", row, "Forecast cost", text, "not an amount", "") for row, text in enumerate(["a", "a", "b"])
    ]
    (one,) = unread_warnings(emptied, mapping, PROJECTS, 4)
    assert one.text == '3 values of "Forecast cost" were not read as amounts and are emptied, such as "a" and "b".'
    assert unread_warnings(emptied, mapping, PROJECTS, 40) == []
