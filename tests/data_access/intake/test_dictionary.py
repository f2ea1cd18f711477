"""The dictionary says what every column of every register holds."""

from data_access.intake import dictionary
from data_access.schema import REGISTERS


def test_every_column_of_every_register_has_one_row():
    told = dictionary()
    assert len(told) == sum(len(register.fields) for register in REGISTERS.values())
    assert told["Meaning"].str.len().min() > 0


def test_choices_units_and_keys_are_told_in_words():
    told = dictionary([REGISTERS["projects"]]).set_index("Column")
    assert told.loc["Status", "What it holds"] == "One of: proposed, active, on hold, completed, cancelled"
    assert told.loc["Percent complete", "What it holds"] == "Percentage, 0 to 100"
    assert told.loc["Project key", "Required"] == "key"
    assert "PID" in told.loc["Project key", "Also known as"]
