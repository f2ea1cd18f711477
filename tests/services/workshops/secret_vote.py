"""An anonymous workshop held in full by people whose votes the test knows."""

import secrets
from dataclasses import dataclass

import pytest

from services.access import Scope
from services.errors import NotFound
from services.workshops import deciding, joining, voting
from tests.services import town
from tests.services.workshops import round_table, whole_store
from tests.services.workshops.round_table import FACILITATOR, Device, Table

FINANCE = [("Anna Berg", "Finance"), ("Ben Okoro", "Finance"), ("Carla Diaz", "Finance"), ("Dan Yu", "Finance")]
OTHERS = [(name, "") for name in ("Eva Holm", "Finn Roth", "Gita Rao", "Hugo Lind", "Ida Stone")]
LATE = "Jonas Late"


@dataclass
class Held:
    """A workshop that was held, and what everybody's device knows."""

    table: Table
    devices: dict[str, Device]
    between: whole_store.Store

    @property
    def secrets(self) -> list[str]:
        """All that only devices know: their tokens, and the keys of their ballots."""
        return [secret for device in self.devices.values() for secret in (device.token, device.key)]


def answer(place: int, question: int) -> int:
    """Return an answer that nobody else gives to a question."""
    return (place * 3 + question) % 17 - 8


def begun(scope: Scope) -> tuple[Table, dict[str, Device]]:
    """Return a workshop that is open, and the devices of those on its list, who all sit at it."""
    table = round_table.opened(scope, *FINANCE, *OTHERS, say={"Finance": 2.0})
    return table, {name: table.join(name) for name, _ in FINANCE + OTHERS}


def hold(table: Table, devices: dict[str, Device]) -> Held:
    """Hold it: three questions and a second round, somebody who comes late, some who miss a question."""
    with pytest.raises(NotFound):
        joining.join("ZZZZZZ", "", round_table.HERE)
    table.take("ask_next")
    everybody(table, devices, 0)
    table.take("reveal", "ask_again")
    table.vote(devices["Finn Roth"], 8)
    table.take("reveal", "accept", "ask_next")
    devices[LATE] = table.join(LATE)
    everybody(table, devices, 1)
    table.take("reveal", "accept", "ask_next")
    absent = ("Ben Okoro", "Carla Diaz", "Gita Rao")
    everybody(table, {name: device for name, device in devices.items() if name not in absent}, 2)
    table.take("reveal", "accept")
    between = whole_store.read()
    table.take("close")
    points = deciding.points_found(table.now.result["weights"])
    deciding.accept_weights(
        FACILITATOR, table.scope, table.number, table.now.version, town.MAY, "Steering committee", points, {}
    )
    voting.dissent(devices["Eva Holm"].token, "I would put safety first.", secrets.token_hex(16))
    return Held(table, devices, between)


def everybody(table: Table, devices: dict[str, Device], question: int) -> None:
    """Let people answer in an order of their own, some twice."""
    names = sorted(devices, key=lambda name: (name[::-1], name))
    for name in names:
        place = list(devices).index(name)
        if place % 3 == 0:
            table.vote(devices[name], 0)
        table.vote(devices[name], answer(place, question))
