"""Typed rows keep the order of the file and of the register."""

from data_access.intake import propose
from data_access.intake.typed import typed_rows


def test_columns_follow_the_register_and_rows_follow_the_file(table, projects, portfolio):
    raw = table("Name,Budget,PID\nb,2,9\na,1,3\n")
    typed = typed_rows(raw, propose(raw, projects), projects, portfolio, None)
    assert list(typed.frame) == ["project_key", "name", "approved_budget", "source_row", "extra"]
    assert typed.frame["project_key"].tolist() == ["9", "3"]
    assert str(typed.as_of[0]) == "NaT"
