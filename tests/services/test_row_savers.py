"""Who wrote a row last is told by its snapshot, and who took one out by the audit."""

import pytest

from data_access import reading
from data_access.schema import REGISTERS
from services import access, edits, row_savers
from services.access import Actor, Scope
from services.row_belonging import Place
from tests.services import town
from tests.services.town import JUNE

ANN, BEN = Actor("Ann {Lee}", "admin"), Actor("Ben", "admin")
ROW = {"project_key": "W5", "risk_key": "K1"}


@pytest.fixture
def scope(database_url: str) -> Scope:
    return town.store()


def told(project: str = "W5", register: str = "risks") -> str:
    with reading() as work:
        place = Place(work, access.found(work, "town"), REGISTERS[register], JUNE, project)
        return row_savers.told(place, {"Row K1": ("W5", "K1")})


def write(who: Actor, removed: bool = False, **cells: str) -> None:
    edits.edit_rows(who, access.scope(who, "town"), "risks", JUNE, [{**ROW, **cells}], removed=removed)


def test_a_row_of_a_file_names_the_file_and_who_sent_it(scope: Scope) -> None:
    assert told().startswith("Row K1 was saved last by tester on ")
    assert told().endswith(" UTC, with the file risks.csv.")


def test_a_row_edited_names_its_last_editor(scope: Scope) -> None:
    write(BEN, owner="Cy")
    write(ANN, owner="Dee")
    assert told().startswith("Row K1 was saved last by Ann {Lee} on ")
    assert "file" not in told()


def test_a_row_taken_out_names_who_did_it(scope: Scope) -> None:
    write(BEN, removed=True)
    assert told().startswith("Row K1 was taken out by Ben on ")


def test_a_row_of_another_project_is_not_told_of(scope: Scope) -> None:
    assert told("W1") == ""
    write(BEN, removed=True)
    assert told("W1") == ""
