"""Weights from answers to some pairs, however many objectives a workshop may weigh."""

import pytest

from models import ahp
from services import access, objectives
from services.workshops import joint
from services.workshops.making import MOST
from services.workshops.progress import progress
from tests.services import town
from tests.services.workshops.held import Table, open_workshop


@pytest.mark.parametrize("n", [3, 10, 11, MOST])
def test_the_random_index_reaches_as_far_as_a_workshop(n: int) -> None:
    found = joint.weights(n, {(place, place + 1): 2.0 for place in range(n - 1)})
    assert found.weights.tolist() == pytest.approx([2.0 ** -(place + 1) / (1 - 2.0**-n) for place in range(n)])
    assert any(found.table.startswith(name) for name in ahp.TABLES)


def test_a_workshop_on_as_many_objectives_as_are_allowed_comes_to_its_result(sqlite_url: str) -> None:
    scope = town.store(town.MAY)
    for number in range(MOST - 2):
        objectives.add(town.ME, access.scope(town.ME, scope.portfolio), town.MAY, f"Objective {number}")
    table: Table = open_workshop(town.ME, access.scope(town.ME, scope.portfolio), town.MAY)
    while progress(table.now).weights is None:
        table.ask({"Anna": -2, "Ben": 0, "Carla": -2})
    table.take("close")
    result = table.now.result
    assert result is not None
    assert sum(result["weights"].values()) == pytest.approx(1)
    assert len(result["weights"]) == MOST
