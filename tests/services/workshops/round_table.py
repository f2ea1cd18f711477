"""A workshop to be held in tests: a town with three objectives, a facilitator, and people with devices of their own."""

import secrets
from dataclasses import dataclass, field, replace

import pandas as pd

from data_access import reading, transaction
from services import access, portfolios
from services.access import Scope
from services.workshops import joining, making, steps, voting
from services.workshops import reading as workshops
from services.workshops.reading import Question, Workshop
from services.workshops.rules import Rules
from tests.services import town

FACILITATOR = access.operator()
HERE = "192.0.2.1"


def store(key: str = "town") -> Scope:
    """Store the portfolio and return its scope as the facilitator sees it."""
    facts = portfolios.create(FACILITATOR, key, "Small town", "USD")
    names = ["Clean water", "Safe roads", "Green parks"]
    rows = {"objective_key": ["O1", "O2", "O3"], "name": names, "statement": [f"{name}, for all." for name in names]}
    with transaction() as work:
        town.load(work, facts.id, "projects", town.MAY, town.projects(town.MAY))
        town.load(work, facts.id, "objectives", town.MAY, pd.DataFrame({**rows, "weight": [50.0, 30.0, 20.0]}))
        work.portfolios.raise_version(facts.id)
    return access.scope(FACILITATOR, key)


@dataclass
class Device:
    """What a phone holds: the token of its place, and a random key for its ballots."""

    token: str
    key: str = field(default_factory=lambda: secrets.token_hex(16))


@dataclass
class Table:
    """A workshop under way, as its facilitator sees it."""

    scope: Scope
    number: int

    @property
    def now(self) -> Workshop:
        """The workshop as it stands."""
        return workshops.read(self.scope, self.number)

    @property
    def question(self) -> Question:
        """The question under way."""
        current = self.now.current
        assert current is not None
        return current

    @property
    def code(self) -> str:
        """The code by which people join."""
        return str(self.now.code)

    def take(self, *wanted: str) -> None:
        """Take steps by the names of their functions, on what is seen now."""
        for name in wanted:
            getattr(steps, name)(FACILITATOR, self.scope, self.number, self.now.version)

    def join(self, name: str = "") -> Device:
        """Let somebody sit down with a new device."""
        return Device(joining.join(self.code, name, HERE))

    def vote(self, device: Device, answer: int | None) -> None:
        """Let a device answer the question under way."""
        asked = self.question
        voting.vote(device.token, asked.id, asked.round, answer, device.key)

    def ballots(self) -> list[int | None]:
        """Return the answers stored to the question under way, sorted, abstentions first."""
        asked = self.question
        with reading() as work:
            held = [ballot["answer"] for ballot in work.ballots.of_question(asked.id, asked.round)]
        return sorted(held, key=lambda answer: -99 if answer is None else answer)


def opened(scope: Scope, *invited: tuple[str, str], **rules: object) -> Table:
    """Return a workshop that is open for joining, with people (name, group) on its list."""
    table = prepared(scope, *invited, **rules)
    table.take("open_session")
    return table


def prepared(scope: Scope, *invited: tuple[str, str], **rules: object) -> Table:
    """Return a workshop that is being prepared."""
    told = replace(Rules(), **rules)  # type: ignore[arg-type]
    table = Table(scope, making.prepare_weights(FACILITATOR, scope, town.MAY, "Weights of 2027", told))
    if invited:
        making.invite(FACILITATOR, scope, table.number, invited)
    return table


def asking(scope: Scope, people: int = 3, **rules: object) -> tuple[Table, list[Device]]:
    """Return a workshop at its first question, and the devices of people without names."""
    table = opened(scope, **rules)
    devices = [table.join() for _ in range(people)]
    table.take("ask_next")
    return table, devices
