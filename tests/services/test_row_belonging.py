"""Whose rows are whose, under every key a project had, and what they may refer to."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from data_access import transaction
from data_access.schema import REGISTERS
from services import access, register_rows, row_belonging
from services.row_belonging import Place
from services.row_plan import Line
from tests.services import town


@pytest.fixture
def stored(database_url: str) -> None:
    """The town, with two dependencies of W5."""
    scope = town.store()
    rows = [("W1", "W5"), ("W5", "R1")]
    lines = [Line(None, {"predecessor": one, "successor": other, "kind": "requires"}) for one, other in rows]
    register_rows.keep(town.ME, scope, "dependencies", town.JUNE, "W5", lines)


@contextmanager
def place(register: str, project: str) -> Iterator[Place]:
    with transaction() as work:
        yield Place(work, access.found(work, "town"), REGISTERS[register], town.JUNE, project)


@pytest.mark.parametrize(("project", "rows"), [("W5", 2), ("W1", 1), ("R1", 1), ("W2", 0)])
def test_a_dependency_is_of_both_its_ends(stored, project, rows):
    with place("dependencies", project) as here:
        assert len(here.rows) == rows


def test_a_renamed_project_has_the_rows_of_all_its_keys(stored):
    with transaction() as work:
        work.remarks.add_lineage(access.found(work, "town").id, "W5", "N5", "renamed", date(2026, 6, 1), "me")
    with place("risks", "N5") as here:
        assert list(here.rows) == [("W5", "K1")]
        assert here.takes(("N5", "K1"))
        assert not here.takes(("N5", "K2"))
        assert here.next_key(set()) == "K2"
        assert here.next_key({"K2"}) == "K3"


def test_a_row_refers_to_risks_of_its_own_project_and_to_any_objective(stored):
    for project, known in (("W5", {"K1"}), ("W1", set())):
        with place("issues", project) as here:
            assert here.known("risk_key") == known
    with place("benefits", "W1") as here:
        assert here.known("objective_key") == {"O1", "O2"}
        assert here.refers("objective_key")
        assert not here.refers("benefit_key")


def test_money_is_told_in_units_of_the_currency(stored):
    with place("risks", "W5") as here:
        assert here.in_units("impact_cost", 1250) == 12.5
        assert here.in_units("impact", 3) == 3
        assert here.in_units("impact_cost", None) is None


def test_every_register_says_whose_its_rows_are():
    without = {name for name, register in REGISTERS.items() if not row_belonging.owner_column(register)}
    assert {"dependencies", "benefit_values"} <= without
    assert not without & {"risks", "stakeholders", "lessons", "decisions"}
