"""A checked file: parts per date, verdicts, notes, and counts that add up."""

from datetime import date

import pandas as pd
import pytest

from data_access.intake import AS_OF, FileRefused, PortfolioFacts, check, propose
from data_access.schema import REGISTERS

MARCH = date(2024, 3, 31)


def adds_up(checked) -> bool:
    """Return whether the rows read are the sum of what became of them."""
    rows = checked.rows
    return rows["read"] == rows["loaded"] + rows["collapsed"] + rows["refused"] + rows["skipped"]


def test_a_column_of_dates_makes_one_part_per_date(checked):
    found = checked("As of,PID,Name\n2024-02-29,1,a\n2024-01-31,1,a\n2024-02-29,2,b\n")
    assert found.dates == [date(2024, 1, 31), date(2024, 2, 29)]
    assert found.parts[date(2024, 2, 29)]["project_key"].tolist() == ["1", "2"]
    assert found.parts[date(2024, 2, 29)]["source_row"].tolist() == [2, 4]


def test_a_given_date_covers_a_file_without_one(checked):
    found = checked("PID,Name\n0012,a\n")
    assert found.dates == [MARCH]
    assert found.parts[MARCH]["project_key"].tolist() == ["0012"]


def test_a_file_without_any_date_is_refused_naming_the_way_out(checked):
    with pytest.raises(FileRefused) as refused:
        checked("PID,Name\n1,a\n", as_of=None)
    assert [(refusal.rule, "--as-of" in refusal.repair) for refusal in refused.value.refusals] == [
        ("which date?", True)
    ]


def test_an_undecided_order_is_refused_naming_both_ways(checked):
    with pytest.raises(FileRefused) as refused:
        checked("PID,Name,Start date\n1,a,01/02/2024\n")
    refusal = refused.value.refusals[0]
    assert refusal.column == "Start date"
    assert refusal.value == "01/02/2024"
    assert "--day-first" in refusal.repair
    assert "--month-first" in refusal.repair


def test_a_missing_required_column_is_refused_by_its_title(checked):
    with pytest.raises(FileRefused) as refused:
        checked("Name,Borough\na b,Queens\nc d,Queens\n")
    assert [refusal.column for refusal in refused.value.refusals] == ["Project key"]


def test_rows_read_are_the_sum_of_what_became_of_them(checked):
    text = (
        "List of projects\n\nPID,Name,Budget\n1,a,10\n1,a,10\n2,b,20\n2,b,21\n,c,30\nTotal,,60\n,Grand total,60\n\n"
        "3,d\n4,e,TBC\n5,f,40\n"
    )
    found = checked(text)
    assert found.rows == {"read": 13, "loaded": 3, "collapsed": 1, "refused": 4, "skipped": 5}
    assert adds_up(found)
    assert [(refusal.row, refusal.rule) for refusal in found.refused] == [
        (6, "same key and date, different content"),
        (7, "same key and date, different content"),
        (8, "no key"),
        (12, "2 cells where 3 belong"),
    ]
    assert [row.kind for row in found.skipped] == ["preamble", "blank", "total", "total", "blank"]


def test_the_same_key_at_two_dates_is_no_double(checked):
    assert checked("As of,PID,Name\n2024-01-31,1,a\n2024-02-29,1,b\n").rows["loaded"] == 2


def test_rows_that_differ_only_in_how_a_value_is_written_collapse(checked):
    found = checked('PID,Name,Budget\n1,a,"1,000"\n1,a,1000.00\n')
    assert (found.rows["loaded"], found.collapsed) == (1, 1)


def test_rows_that_differ_only_in_an_unmapped_column_conflict(checked):
    found = checked("PID,Name,Ward\n1,a,North\n1,a,South\n")
    assert (found.rows["loaded"], found.rows["refused"]) == (0, 2)
    assert "row 3" in found.refused[0].repair


def test_a_row_without_its_date_is_refused(checked):
    found = checked("As of,PID,Name\n2024-01-31,1,a\n,2,b\n")
    assert [(refusal.row, refusal.rule) for refusal in found.refused] == [(3, "no status date")]


def test_words_where_a_number_belongs_are_emptied_with_a_note_and_never_zero(checked):
    found = checked(
        "PID,Name,Budget,Start date\n1,a,Exempt under Section 43,TBC\n2,b,5,2024-01-01\n3,c,6,2024-02-30\n4,d,7,\n"
    )
    part = found.parts[MARCH]
    assert part["approved_budget"].tolist() == [pd.NA, 500, 600, 700]
    assert part["start_date"].isna().tolist() == [True, False, True, True]
    assert [(value.row, value.column, value.value, value.rule) for value in found.emptied] == [
        (2, "Budget", "Exempt under Section 43", "not an amount"),
        (2, "Start date", "TBC", "not a date"),
        (4, "Start date", "2024-02-30", "impossible date"),
    ]
    assert found.notes[MARCH]["original"].tolist() == ["Exempt under Section 43", "TBC", "2024-02-30"]
    assert all(value.repair for value in found.emptied)
    assert found.totals == {"approved_budget": 1800}


def test_what_is_stored_otherwise_than_written_carries_a_note(checked):
    found = checked("PID,Name,Status,Forecast finish\n1,a,In progress,2023-24\n")
    notes = found.notes[MARCH]
    assert notes[["column", "original", "reason"]].to_numpy().tolist() == [
        ["forecast_finish", "2023-24", "last day of the fiscal year"],
        ["status", "In progress", "read as active"],
    ]
    assert str(found.parts[MARCH]["forecast_finish"][0])[:10] == "2024-03-31"
    assert found.emptied == []


def test_values_of_rows_that_are_not_loaded_are_not_listed(checked):
    assert checked("PID,Name,Budget\n,a,TBC\n1,b,5\n").emptied == []


def test_unmapped_columns_are_kept_by_header_without_empty_cells(checked):
    extra = checked("PID,Name,Ward,Note\n1,a,North,\n2,b,,\n").parts[MARCH]["extra"].tolist()
    assert extra == [{"Ward": "North"}, None]


def test_text_columns_hold_text_or_none(checked):
    part = checked("PID,Name,Borough\n1,a,Queens\n2,b,\n").parts[MARCH]
    assert part["location"].tolist() == ["Queens", None]
    assert part["location"].dtype == object


def test_totals_are_exact_whole_numbers(checked):
    found = checked("PID,Name,Budget\n" + "".join(f"{row},a,90071992547409.93\n" for row in range(3)))
    assert found.totals == {"approved_budget": 3 * 9007199254740993}


def test_costs_take_the_kind_of_period_from_the_period(checked):
    text = "Project ID,Fiscal year,Kind,Line,Approved\n1,2023-24,capex,all,5\n1,2024-25,Capital,Total,6\n"
    part = checked(text, register=REGISTERS["costs"]).parts[MARCH]
    assert part["period_kind"].tolist() == ["fiscal year", "fiscal year"]
    assert [str(day)[:10] for day in part["period_start"]] == ["2023-04-01", "2024-04-01"]
    assert part["kind"].tolist() == ["capex", "capex"]
    assert part["line"].tolist() == ["all", "all"]


def test_periods_of_two_kinds_in_one_file_are_refused(checked):
    text = "Project ID,Period,Kind,Line\n1,2023-24,capex,all\n1,2024-05,capex,all\n"
    with pytest.raises(FileRefused, match="one kind of period"):
        checked(text, register=REGISTERS["costs"])


def test_an_undecided_fiscal_label_is_asked_for(checked):
    text = "Project ID,Period,Kind,Line\n1,FY24,capex,all\n"
    with pytest.raises(FileRefused, match="which year FY24 names"):
        checked(text, register=REGISTERS["costs"])


def test_a_rate_converts_another_currency_and_says_so(table, projects):
    raw = table("PID,Name,Budget\n1,a,£100\n2,b,$100\n")
    facts = PortfolioFacts("USD")
    plain = propose(raw, projects)
    assert [value.rule for value in check(raw, plain, projects, facts, MARCH).emptied] == ["another currency"]
    rated = type(plain)(plain.register, plain.columns, {"£": "1.25"})
    assert check(raw, rated, projects, facts, MARCH).totals == {"approved_budget": 22500}


def test_the_dirty_file_is_read_rightly_once_its_order_is_chosen(checked):
    text = (
        "Free to use\n\nProject ID,Project Name,Start Date,Planned Cost ($ M),Updated Date\n"
        "656,Operations,01/10/2011,15.297,22/09/2011\n657,Virtual,31/03/2012,0.179,04/26/2012\n"
        "658,Refresh,2012-30-09,1.46,28/10/2011\nTotal,,,16.936,\n"
    )
    with pytest.raises(FileRefused, match="--day-first"):
        checked(text)
    found = checked(text, date_choices="day first")
    part = found.parts[MARCH]
    assert [str(day)[:10] for day in part["start_date"]] == ["2011-10-01", "2012-03-31", "NaT"]
    assert part["approved_budget"].tolist() == [1_529_700_000, 17_900_000, 146_000_000]
    assert found.rows == {"read": 6, "loaded": 3, "collapsed": 0, "refused": 0, "skipped": 3}


def test_three_snapshots_lie_in_three_files(checked):
    head = "uniqueId,department,projectName,totalBudget,estimatedCompletionDate,asOfDate\n"
    first = checked(head + 'a-1,Agriculture,MyHR,"$6,279,429","March 31, 2017","June 9, 2016"\n', as_of=None)
    second = checked(head + 'a-1,Agriculture,MyHR,"$6,279,430",2023-24,"May 1, 2019"\n', as_of=None)
    assert (first.dates, second.dates) == ([date(2016, 6, 9)], [date(2019, 5, 1)])
    assert first.totals == {"approved_budget": 627942900}


def test_the_status_date_itself_leaves_no_note(checked):
    assert checked("As of,PID,Name\nMar 2024,1,a\n").notes[MARCH].empty
    assert AS_OF not in checked("As of,PID,Name\nMar 2024,1,a\n").parts[MARCH]
