"""Order of dates, decimal sign, unit and scale are decided per column, or asked for."""

from data_access.intake import propose

HEAD = "PID,Name,Start date,Forecast finish,Updated\n"


def test_a_value_that_fits_one_order_decides_its_column(table, projects):
    mapping = propose(table(HEAD + "1,a,23/01/2024,01/31/2024,\n2,b,01/02/2024,01/02/2024,\n"), projects)
    assert mapping.of_column("start_date").order == "day first"
    assert mapping.of_column("forecast_finish").order == "month first"
    assert not mapping.undecided


def test_a_column_that_fits_both_orders_takes_that_of_its_sibling_and_says_so(table, projects):
    mapping = propose(table(HEAD + "1,a,01/02/2024,13/02/2024,\n2,b,02/03/2024,14/03/2024,\n"), projects)
    column = mapping.of_column("start_date")
    assert (column.order, column.borrowed) == ("day first", True)
    assert "like Forecast finish" in column.choice_reason


def test_siblings_that_disagree_decide_nothing(table, projects):
    text = "PID,Name,Start date,Forecast finish,Actual finish\n1,a,13/02/2024,02/13/2024,01/02/2024\n"
    assert [column.header for column in propose(table(text), projects).undecided] == ["Actual finish"]


def test_both_orders_in_one_column_put_the_whole_file_in_doubt(table, projects):
    text = HEAD + "1,a,13/02/2024,14/02/2024,22/09/2011\n2,b,01/02/2024,15/02/2024,04/26/2012\n"
    mapping = propose(table(text), projects)
    assert [column.header for column in mapping.undecided] == ["Start date"]
    assert "04/26/2012" in mapping.undecided[0].choice_reason
    assert mapping.of_column("forecast_finish").order == "day first"


def test_the_reader_s_choice_decides_what_is_undecided_and_overrules_no_evidence(table, projects):
    text = HEAD + "1,a,01/02/2024,13/02/2024,\n"
    mapping = propose(table(text.replace("13/02", "03/02")), projects, date_choices="month first")
    assert mapping.of_column("start_date").order == mapping.of_column("forecast_finish").order == "month first"
    certain = propose(table(text), projects, date_choices="month first")
    assert certain.of_column("forecast_finish").order == "day first"


def test_a_choice_can_be_made_for_one_column(table, projects):
    mapping = propose(table(HEAD + "1,a,01/02/2024,03/02/2024,\n"), projects, date_choices={"Start date": "day first"})
    assert mapping.of_column("start_date").order == "day first"
    assert [column.header for column in mapping.undecided] == ["Forecast finish"]


def test_a_dirty_date_decides_nothing(table, projects):
    mapping = propose(table(HEAD + "1,a,01/02/2024,,\n2,b,2012-30-09,,\n"), projects)
    assert [column.header for column in mapping.undecided] == ["Start date"]


def test_the_remembered_order_is_taken_where_the_values_fit_both(table, projects):
    first = propose(table(HEAD + "1,a,23/01/2024,,\n"), projects)
    again = propose(table(HEAD + "1,a,01/02/2024,,\n"), projects, remembered=first)
    assert again.of_column("start_date").order == "day first"
    assert "remembered" in again.of_column("start_date").choice_reason


def test_a_lone_point_groups_thousands_where_another_column_writes_a_decimal_comma(table, projects):
    mapping = propose(table("PID;Name;Budget;Actual cost\n1;a;1.234;1.234,50\n2;b;2.345;2.345,50\n"), projects)
    assert mapping.of_column("approved_budget").notation == "1.234,56"
    assert mapping.of_column("approved_budget").borrowed


def test_shares_are_told_from_percentages(table, projects):
    shares = propose(table("PID,Name,Percent complete\n1,a,0.45\n2,b,1\n"), projects)
    hundreds = propose(table("PID,Name,Percent complete\n1,a,0.5\n2,b,45\n"), projects)
    assert shares.of_column("percent_complete").percent_of == 1
    assert hundreds.of_column("percent_complete").percent_of == 100


def test_a_slip_of_the_pen_is_named_when_the_order_is_asked_for(table, projects):
    rows = "".join(f"{row},a,0{row % 9 + 1}/0{row % 7 + 1}/20{10 + row % 20},,\n" for row in range(60))
    mapping = propose(table(HEAD + rows + "99,z,13/02/2024,,\n"), projects)
    assert [column.header for column in mapping.undecided] == ["Start date"]
    assert "13/02/2024" in mapping.undecided[0].choice_reason
