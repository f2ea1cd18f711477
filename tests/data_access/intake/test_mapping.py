"""A mapping is corrected, stored and recognised again."""

import json

import pytest

from data_access.intake import Mapping, propose, signature


@pytest.fixture
def mapping(table, projects) -> Mapping:
    """The proposal for a small file."""
    return propose(table("PID,Name,Budget ($ M),Client\n1,Bridge,1.5,DEP\n"), projects)


def test_a_mapping_survives_storage(mapping):
    assert Mapping.from_dict(json.loads(json.dumps(mapping.to_dict()))) == mapping


def test_assigning_a_column_takes_it_from_the_other_header(mapping):
    corrected = mapping.assigned("Client", "name")
    assert corrected.of_column("name").header == "Client"
    assert corrected.of_header("Name").column is None
    assert corrected.of_header("Client").reason == "chosen by the analyst"


def test_a_choice_can_be_corrected(mapping):
    assert mapping.chosen("Budget ($ M)", multiplier="1000").of_column("approved_budget").multiplier == "1000"


def test_an_unknown_header_cannot_be_assigned(mapping):
    with pytest.raises(KeyError):
        mapping.assigned("Nowhere", "name")


def test_the_signature_ignores_order_and_spelling_but_not_the_columns():
    assert signature(["PID", "Project Name"]) == signature(["project name", "pid"])
    assert signature(["PID", "Name"]) != signature(["PID", "Name", "Budget"])
