"""What a person corrects between reading a file and planning it, and what is proposed to them."""

from datetime import date

import pytest

from data_access.intake import AS_OF
from services import intake, portfolios, readings, uploads
from services.access import local_user, scope
from services.errors import Explained, NotFound
from services.readings import Coverage, Source

ME = local_user()
JULY = date(2026, 7, 31)
WHOLE = (
    "Project ID,Project Name,Department,Programme,Forecast Finish\n"
    "P1,Pumps,Water,Plants,2026-12-31\nP2,Kerbs,Roads,Streets,2027-01-31\nP3,Signals,Roads,Streets,2027-02-28\n"
)
ROADS = "Project ID,Project Name,Department,Programme\nP2,Kerbs,Roads,Streets\nP4,Bridge,Roads,Streets\n"
UNDECIDED = "Project ID,Project Name,Start Date,Forecast Finish\nP1,Pumps,03/04/2026,05/06/2026\n"


@pytest.fixture
def works(database_url):
    portfolios.create(ME, "works", "Works", "USD")


def read(text, register="projects"):
    return uploads.read(ME, scope(ME, "works"), Source(text.encode(), "works.csv"), register)


def load(text, as_of):
    plan = uploads.plan(ME, scope(ME, "works"), read(text), as_of=as_of, coverage=Coverage())
    return intake.commit(ME, scope(ME, "works"), plan["hash"])


def test_the_first_file_is_taken_for_the_whole_portfolio(works):
    choices = readings.coverage_choices(scope(ME, "works"), read(ROADS))
    assert choices.proposed == Coverage()
    assert choices.why == "No project is stored yet."


def test_a_file_of_some_known_departments_is_proposed_to_speak_for_these(works):
    load(WHOLE, JULY)
    choices = readings.coverage_choices(scope(ME, "works"), read(ROADS))
    assert choices.proposed == Coverage("department", ("Roads",))
    assert choices.why == "The file holds 1 of the 2 departments known so far."
    assert choices.named["department"] == (("Roads", True), ("Water", False))
    assert choices.projects == ("P2", "P4")


def test_a_file_that_names_a_new_department_is_not_proposed_as_a_part(works):
    load(WHOLE, JULY)
    choices = readings.coverage_choices(scope(ME, "works"), read(ROADS.replace("Roads\n", "").replace("Roads", "Sea")))
    assert choices.proposed.kind != "department"


def test_another_register_can_speak_for_the_projects_in_it(works):
    file = read("Project ID,Risk ID,Title\nP1,R1,Flood\nP2,R2,Strike\n", "risks")
    choices = readings.coverage_choices(scope(ME, "works"), file)
    assert (choices.proposed, choices.named, choices.projects) == (Coverage(), {}, ("P1", "P2"))


def test_every_undecided_column_takes_the_order_chosen(works):
    file = read(UNDECIDED)
    assert [column.header for column in file.mapping.undecided] == ["Start Date", "Forecast Finish"]
    decided = readings.with_date_order(file, "day first")
    assert not decided.mapping.undecided
    plan = uploads.plan(ME, scope(ME, "works"), decided, as_of=JULY)
    assert plan["rows"]["loaded"] == 1


def test_required_columns_that_nothing_is_read_as_are_named(works):
    file = read("Zq,What,When\nA b c,Pump house,2026-12-31\nD e f,Water main,2026-12-31\n")
    assert [field.name for field in readings.missing(file)] == ["project_key", "name"]
    file = readings.read_as(readings.read_as(file, "Zq", "project_key"), "What", "name")
    assert readings.missing(file) == []


def test_what_a_column_holds_follows_what_it_is_read_as(works):
    file = read(WHOLE)
    assert readings.kind_of(file, "Forecast Finish") == "date"
    assert readings.kind_of(readings.read_as(file, "Forecast Finish", None), "Forecast Finish") == ""
    assert readings.kind_of(readings.read_as(file, "Forecast Finish", AS_OF), "Forecast Finish") == "date"


def test_another_unit_chosen_changes_the_total(works):
    file = read("Project ID,Project Name,Approved Budget\nP1,Pumps,12\n")
    in_thousands = readings.with_choice(file, "Approved Budget", multiplier="1000")
    plan = uploads.plan(ME, scope(ME, "works"), in_thousands, as_of=JULY)
    assert plan["totals"] == {"approved_budget": 1_200_000}


def test_a_rate_converts_another_currency(works):
    file = read("Project ID,Project Name,Approved Budget (EUR)\nP1,Pumps,10\n")
    plan = uploads.plan(ME, scope(ME, "works"), readings.with_rate(file, "EUR", "1.5"), as_of=JULY)
    assert plan["totals"] == {"approved_budget": 1_500}


@pytest.mark.parametrize(
    ("name", "dated"),
    [
        ("NYC_capital_projects_20190901.csv", date(2019, 9, 1)),
        ("report 2026-07-31.xlsx", JULY),
        ("projects-2016.csv", None),
        ("20261331.csv", None),
        ("20260231.csv", None),
        ("id-1202607310.csv", None),
    ],
)
def test_a_date_in_the_name_of_a_file_is_proposed(name, dated):
    assert readings.dated_by_name(name) == dated


@pytest.mark.parametrize("rate", ["", "0", "one", "-1", "1e3"])
def test_what_is_no_rate_is_refused(works, rate):
    with pytest.raises(Explained):
        readings.with_rate(read(ROADS), "EUR", rate)


def test_currencies_without_a_rate_are_named_from_the_plan(works):
    text = "Project ID,Project Name,Approved Budget\nP1,Pumps,EUR 10\nP2,Mains,£5\nP3,Kerbs,TBC\nP4,Signals,$3\n"
    plan = uploads.plan(ME, scope(ME, "works"), read(text), as_of=JULY)
    assert readings.other_currencies(plan["emptied"]) == ("EUR", "£")


def test_a_plan_put_away_can_no_longer_be_loaded(works):
    view = scope(ME, "works")
    plan = uploads.plan(ME, view, read(WHOLE), as_of=JULY)
    intake.discard(ME, view, plan["hash"])
    intake.discard(ME, view, plan["hash"])
    with pytest.raises(NotFound):
        intake.commit(ME, view, plan["hash"])
