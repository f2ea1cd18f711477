from datetime import date

import pandas as pd

from services.provenance import Origin, Value
from ui.wording import provenance

NAN = float("nan")


def test_values_are_written_in_full_and_never_raw():
    assert provenance.value(Value("Status", "rag", 4, "", "", ""), "USD") == "Amber to red"
    assert provenance.value(Value("Done", "percent", 32.0, "", "", ""), "USD") == "32.0%"
    assert provenance.value(Value("Finish", "date", pd.NaT, "", "TBC", "not a date"), "USD") == "–"
    assert provenance.value(Value("Level", "whole", 2, "", "", ""), "USD") == "2"


def test_what_was_written_stands_with_its_reason():
    assert provenance.written(Value("Finish", "date", None, "", "TBC", "not a date")) == '"TBC" (not a date)'
    assert provenance.written(Value("Finish", "date", None, "", "", "")) == "As shown"


def test_columns_without_a_place_in_the_register_are_still_told():
    told = provenance.unmapped({"Total Schedule Changes": "123", "Empty": ""})
    assert [(value.title, value.value) for value in told] == [("Total Schedule Changes", "123")]
    assert provenance.unmapped(None) == []
    assert provenance.unmapped(NAN) == []


def test_an_origin_names_file_row_date_and_revision():
    when = pd.Timestamp("2026-10-02 09:30").to_pydatetime()
    told = Origin("file", "a.csv", 7, date(2026, 9, 30), 2, when, "Ann")
    assert provenance.origin(told) == (
        "a.csv, row 7, as of 30 Sep 2026, revision 2; received 2 Oct 2026, 09:30 UTC from Ann."
    )
    kept = Origin("file", "a.csv", None, date(2026, 9, 30), 1, when, "Ann")
    assert provenance.origin(kept) == "a.csv, as of 30 Sep 2026; received 2 Oct 2026, 09:30 UTC from Ann."
    edited = Origin("edit", "", 1, date(2026, 9, 30), 1, when, "Ann")
    assert provenance.origin(edited).startswith("Entered here by Ann on 2 Oct 2026")
