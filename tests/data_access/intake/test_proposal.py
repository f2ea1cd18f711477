"""Columns are proposed by name, then by values; nothing that knows the future is mapped."""

import pytest

from data_access.intake import AS_OF, propose
from data_access.intake.proposal import nearest
from data_access.schema import REGISTERS

CITY = (
    "Date Reported As Of,PID,Project Name,Description,Category,Borough,Managing Agency,Client Agency,Current Phase,"
    "Design Start,Budget Forecast,Latest Budget Changes,Total Budget Changes,Forecast Completion,"
    "Latest Schedule Changes,Total Schedule Changes\n"
    "05/01/2014 12:00:00 AM,3,Plant,Words,Water,Brooklyn,DEP,DEP,Design,09/23/2013,182980960,"
    "-19,-43.3,01/14/2020,1,270\n"
)
FEDERAL = (
    "Agency Name,Investment Title,Project ID,Agency Project ID,Project Name,Start Date,Completion Date (B1),"
    "Planned Project Completion Date (B2),Projected/Actual Project Completion Date (B2),Lifecycle Cost,"
    "Schedule Variance (in days),Cost Variance ($ M),Planned Cost ($ M),Projected/Actual Cost ($ M),Updated Date,"
    "Unique Project ID\n"
    "DoA,WAN,656,,Operations,13/10/2011,30/09/2012,30/09/2012,30/09/2012,15.3,0,0,15.297,15.297,22/09/2011,1\n"
    "DoA,WAN,657,,Virtual,14/10/2011,31/03/2012,31/03/2012,31/03/2012,2.306 ($m),-153,0,0.179,0.179,30/11/2011,1\n"
)


def read_as(mapping) -> dict[str, str]:
    """Return the mapped headers with what they are read as."""
    return {column.header: column.column for column in mapping.columns if column.column}


def test_a_list_of_capital_projects_is_mapped(table, projects):
    mapping = propose(table(CITY), projects)
    assert read_as(mapping) == {
        "Date Reported As Of": AS_OF,
        "PID": "project_key",
        "Project Name": "name",
        "Description": "description",
        "Category": "category",
        "Borough": "location",
        "Managing Agency": "department",
        "Current Phase": "phase",
        "Design Start": "start_date",
        "Budget Forecast": "forecast_cost",
        "Forecast Completion": "forecast_finish",
    }
    assert mapping.unmapped == (
        "Client Agency",
        "Latest Budget Changes",
        "Total Budget Changes",
        "Latest Schedule Changes",
        "Total Schedule Changes",
    )


def test_plain_names_of_approved_dates_are_known(table, projects):
    read = read_as(propose(table("PID,Name,Approved Start,Approved Finish\n1,a,2024-01-01,2025-01-01\n"), projects))
    assert read["Approved Start"] == "approved_baseline_start"
    assert read["Approved Finish"] == "approved_baseline_finish"
    other = propose(table("PID,Name,Approved completion\n1,a,2025-01-01\n"), projects)
    assert read_as(other)["Approved completion"] == "approved_baseline_finish"


def test_a_list_of_federal_projects_is_mapped_with_its_units(table, projects):
    mapping = propose(table(FEDERAL), projects)
    assert read_as(mapping) == {
        "Agency Name": "department",
        "Investment Title": "programme",
        "Project ID": "project_key",
        "Project Name": "name",
        "Start Date": "start_date",
        "Completion Date (B1)": "original_baseline_finish",
        "Planned Project Completion Date (B2)": "approved_baseline_finish",
        "Projected/Actual Project Completion Date (B2)": "forecast_finish",
        "Planned Cost ($ M)": "approved_budget",
        "Projected/Actual Cost ($ M)": "forecast_cost",
    }
    assert mapping.of_header("Planned Cost ($ M)").multiplier == "1000000"


def test_the_key_is_the_most_nearly_unique_candidate_and_the_reason_says_so(table, projects):
    key = propose(table(FEDERAL), projects).of_column("project_key")
    assert key.header == "Project ID"
    assert "2 different values" in key.reason
    assert "Unique Project ID has only 1" in key.reason


def test_camel_case_headers_are_mapped(table, projects):
    text = (
        "deptAcronym,uniqueId,department,projectName,totalBudget,estimatedCompletionDate,asOfDate\n"
        'aafc,aafc-x,Agriculture,MyHR,"$6,279,429","December 1, 2016","June 9, 2016"\n'
    )
    assert read_as(propose(table(text), projects)) == {
        "uniqueId": "project_key",
        "department": "department",
        "projectName": "name",
        "totalBudget": "approved_budget",
        "estimatedCompletionDate": "forecast_finish",
        "asOfDate": AS_OF,
    }


def test_a_nearly_known_name_is_mapped_with_less_confidence(table, projects):
    column = propose(table("PID,Project Name,Forcast completion\n1,Bridge,2024-01-01\n"), projects).of_column(
        "forecast_finish"
    )
    assert column.header == "Forcast completion"
    assert column.confidence < 0.95
    assert "close to" in column.reason


def test_a_known_name_over_values_of_another_kind_is_not_mapped(table, projects):
    mapping = propose(table("PID,Name,Budget\n1,Bridge,large\n2,Road,small\n"), projects)
    assert mapping.of_header("Budget").column is None


@pytest.mark.parametrize("header", ["Forecast cost change", "Forecast finish variance", "Delay of forecast finish"])
def test_a_change_is_never_mapped_onto_what_it_is_a_change_of(table, projects, header):
    mapping = propose(table(f"PID,Name,{header}\n1,Bridge,5\n"), projects)
    assert mapping.of_header(header).column is None


def test_two_headers_never_share_a_column(table, projects):
    mapping = propose(table("PID,Project ID,Name,Project Name\n1,1,a,b\n2,1,c,d\n"), projects)
    columns = [column.column for column in mapping.columns if column.column]
    assert sorted(columns) == ["name", "project_key"]
    assert mapping.of_column("project_key").header == "PID"


def test_a_status_of_colours_becomes_the_overall_rag(table, projects):
    mapping = propose(table("PID,Name,Project Status\n1,Bridge,Green\n2,Road,Amber\n3,Park,Red\n"), projects)
    assert mapping.of_header("Project Status").column == "rag_overall"


def test_a_status_of_known_words_stays_the_status(table, projects):
    mapping = propose(table("PID,Name,Status\n1,Bridge,Active\n2,Road,Closed\n"), projects)
    assert mapping.of_header("Status").column == "status"


def test_a_missing_key_is_proposed_from_short_values_that_all_differ(table, projects):
    mapping = propose(table("Name,Nr\nBridge,A-1\nRoad,A-2\nPark,A-3\n"), projects)
    assert mapping.of_column("project_key").header == "Nr"
    assert mapping.of_column("project_key").confidence == 0.5


def test_an_update_date_is_no_status_date(table, projects):
    assert propose(table("PID,Name,Updated Date\n1,a,2024-01-31\n"), projects).of_column(AS_OF) is None


def test_what_was_remembered_goes_first(table, projects):
    text = "PID,Name,Client Agency\n1,Bridge,DEP\n"
    first = propose(table(text), projects).assigned("Client Agency", "sponsor")
    again = propose(table(text.replace("Bridge", "Road")), projects, remembered=first)
    assert again.of_header("Client Agency").column == "sponsor"
    assert again.of_header("Client Agency").reason == "as remembered"


def test_a_new_column_beside_remembered_ones_is_proposed(table, projects):
    first = propose(table("PID,Name\n1,Bridge\n"), projects)
    again = propose(table("PID,Name,Borough\n1,Bridge,Queens\n"), projects, remembered=first)
    assert again.of_header("Borough").column == "location"


@pytest.mark.parametrize("name", list(REGISTERS))
def test_every_register_recognises_its_own_titles(table, name):
    register = REGISTERS[name]
    titles = [field.title for field in register.fields]
    mapping = propose(table(",".join(f'"{title}"' for title in titles) + "\n"), register)
    assert [column.column for column in mapping.columns] == [field.name for field in register.fields]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("forecast_finish_date", "forecast_finish"),
        ("Forecast completion date", "forecast_finish"),
        ("actual_finish_date", "actual_finish"),
        ("Approved baseline finish date", "approved_baseline_finish"),
        ("start_date", "start_date"),
        ("forecast_cost_date", None),
    ],
)
def test_a_known_date_said_to_be_a_date_is_read_as_it(table, projects, header, column):
    mapping = propose(table(f"PID,Name,{header}\n1,a,2027-06-30\n2,b,2027-09-30\n"), projects)
    assert mapping.of_header(header).column == column


def test_of_two_columns_the_one_of_the_very_name_is_taken(table, projects):
    mapping = propose(table("PID,Name,Finish date,Forecast finish\n1,a,2027-06-30,2027-07-31\n"), projects)
    assert mapping.of_header("Forecast finish").column == "forecast_finish"
    assert mapping.of_header("Finish date").column is None


@pytest.mark.parametrize(
    ("headers", "near"),
    [
        ("Finish forecast by PM", "Finish forecast by PM"),
        ("Finish note,Finish we expect", "Finish we expect"),
        ("Weather", ""),
    ],
)
def test_the_header_nearest_to_a_date_is_found_among_those_that_hold_digits(table, projects, headers, near):
    values = ",".join("none" if "note" in header else "2027-06-30" for header in headers.split(","))
    mapping = propose(table(f"PID,Name,{headers}\n1,a,{values}\n2,b,{values}\n"), projects)
    assert nearest(mapping, projects.by_name["forecast_finish"]) == near
