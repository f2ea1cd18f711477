"""Refusals carry what a person needs to repair a file."""

from data_access.intake import FileRefused, Refusal


def test_a_refusal_becomes_plain_values():
    refusal = Refusal("a.csv", 3, "Budget", "TBC", "not an amount", "Write an amount.")
    assert refusal.to_dict() == {
        "file": "a.csv",
        "row": 3,
        "column": "Budget",
        "value": "TBC",
        "rule": "not an amount",
        "repair": "Write an amount.",
    }


def test_a_refused_file_says_rule_and_repair():
    refusal = Refusal("a.csv", 0, "", "", "which date?", "Give the status date with --as-of.")
    assert str(FileRefused([refusal])) == "which date?: Give the status date with --as-of."
