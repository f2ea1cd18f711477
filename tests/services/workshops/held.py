"""A workshop in a small town, taken through its steps by services alone: who joins, answers, and what is accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from data_access import reading as reads
from services import access
from services.access import Actor, Scope
from services.workshops import joining, making, reading, scoring, steps, voting
from services.workshops.reading import Workshop
from services.workshops.rules import Rules

ADDRESS = "203.0.113.9"


@dataclass
class Table:
    """People at a workshop: the token and the ballot key of each, by name."""

    actor: Actor
    portfolio: str
    number: int
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def scope(self) -> Scope:
        """What the facilitator sees now."""
        return access.scope(self.actor, self.portfolio)

    @property
    def now(self) -> Workshop:
        """The workshop as it stands."""
        return reading.read(self.scope, self.number)

    def take(self, *names: str) -> None:
        """Take steps one after another."""
        for name in names:
            step = getattr(steps, name, None) or getattr(scoring, name)
            step(self.actor, self.scope, self.number, self.now.version)

    def join(self, *names: str) -> None:
        """Let people join with the code."""
        for name in names:
            self.tokens[name] = joining.join(self.now.code or "", name, ADDRESS)

    def key(self, name: str) -> str:
        """The ballot key of somebody's device."""
        return f"{list(self.tokens).index(name):032x}"

    def vote(self, name: str, answer: int | None) -> None:
        """Let somebody answer the question under way."""
        question = self.now.current
        assert question is not None
        voting.vote(self.tokens[name], question.id, question.round, answer, self.key(name))

    def ask(self, answers: Mapping[str, int | None], *, accept: bool = True) -> None:
        """Ask the next question, take these answers, show them, and accept what the group says."""
        self.take("ask_next")
        for name, answer in answers.items():
            self.vote(name, answer)
        self.take("reveal")
        if accept:
            self.take("accept")


def open_workshop(
    actor: Actor, scope: Scope, as_of: date, names: Sequence[str] = ("Anna", "Ben", "Carla"), rules: Rules | None = None
) -> Table:
    """Prepare a workshop on the weights of a date, open it and let people join."""
    number = making.prepare_weights(actor, scope, as_of, "What matters most", rules or Rules())
    table = Table(actor, scope.portfolio, number)
    making.invite(actor, table.scope, number, [(name, "") for name in names])
    table.take("open_session")
    table.join(*names)
    return table


def ballots_stored(question: int) -> list[tuple[int, str, int | None]]:
    """Return round, hash of the key and answer of every ballot of a question."""
    with reads() as work:
        row = work.workshops.question(question)
        assert row is not None
        return [
            (number, ballot["key_hash"], ballot["answer"])
            for number in range(1, row["round"] + 1)
            for ballot in work.ballots.of_question(question, number)
        ]
