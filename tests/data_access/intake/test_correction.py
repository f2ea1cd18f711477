"""A column read as another one decides its dates, numbers and units anew."""

import pytest

from data_access.intake import AS_OF, Source, propose, read_table
from data_access.intake.correction import reassigned
from data_access.schema import REGISTERS

PROJECTS = REGISTERS["projects"]
FILE = (
    "Project ID,Project Name,Ready by,Worth (EUR k),Done\nP1,Pumps,25/12/2026,1200,0.4\nP2,Mains,03/04/2027,800,0.9\n"
)


@pytest.fixture
def raw():
    return read_table(Source(FILE.encode(), "works.csv"))


def test_a_column_read_as_a_date_decides_its_order_from_its_values(raw):
    mapping = reassigned(raw, propose(raw, PROJECTS), PROJECTS, "Ready by", "forecast_finish")
    assert mapping.of_header("Ready by").order == "day first"
    assert mapping.of_column("forecast_finish").header == "Ready by"


def test_a_column_read_as_money_takes_unit_and_currency_from_its_header(raw):
    mapping = reassigned(raw, propose(raw, PROJECTS), PROJECTS, "Worth (EUR k)", "approved_budget")
    column = mapping.of_header("Worth (EUR k)")
    assert (column.multiplier, column.currency) == ("1000", "EUR")


def test_a_column_read_as_a_percentage_takes_its_scale_from_its_values(raw):
    mapping = reassigned(raw, propose(raw, PROJECTS), PROJECTS, "Done", "percent_complete")
    assert mapping.of_header("Done").percent_of == 1


def test_what_was_chosen_for_the_old_column_is_forgotten(raw):
    mapping = reassigned(raw, propose(raw, PROJECTS), PROJECTS, "Worth (EUR k)", "approved_budget")
    mapping = reassigned(raw, mapping, PROJECTS, "Worth (EUR k)", None)
    column = mapping.of_header("Worth (EUR k)")
    assert (column.column, column.multiplier, column.currency) == (None, "1", "")


def test_another_header_gives_the_column_up(raw):
    mapping = propose(raw, PROJECTS)
    assert mapping.of_column("name").header == "Project Name"
    mapping = reassigned(raw, mapping, PROJECTS, "Project ID", "name")
    assert mapping.of_column("name").header == "Project ID"
    assert mapping.of_header("Project Name").column is None


def test_a_column_can_become_the_status_date(raw):
    mapping = reassigned(raw, propose(raw, PROJECTS), PROJECTS, "Ready by", AS_OF)
    assert mapping.of_column(AS_OF).order == "day first"


def test_a_header_the_file_does_not_have_is_refused(raw):
    with pytest.raises(KeyError):
        reassigned(raw, propose(raw, PROJECTS), PROJECTS, "Nowhere", "name")
