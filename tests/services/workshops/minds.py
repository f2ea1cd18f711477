"""People who answer by weights of their own, and whole workshops led by them."""

from collections.abc import Callable, Mapping

from services.workshops.progress import progress
from services.workshops.terms import answer_of
from tests.services.workshops.held import Table

Mind = Mapping[str, float]
"""How much each objective matters to somebody; only the ratios count."""


def alike(mind: Mind, *names: str) -> dict[str, Mind]:
    """Return people who are all of one mind: three, unless they are named."""
    return dict.fromkeys(names or ("Anna", "Ben", "Carla"), mind)


def says(mind: Mind, left: str, right: str) -> int:
    """What somebody answers of a pair: the whole answer nearest to the ratio of their weights."""
    return round(answer_of(mind[left] / mind[right]))


def lead(table: Table, minds: Mapping[str, Mind], until: Callable[[Table], bool] | None = None) -> None:
    """Ask one question after the other, until all pairs are asked or an end is reached."""
    while not progress(table.now).asked_all and not (until and until(table)):
        ask(table, minds)


def ask(table: Table, minds: Mapping[str, Mind]) -> tuple[str, str]:
    """Ask the next question, let everybody answer by their mind, and accept; return what was asked."""
    table.take("ask_next")
    question = table.now.current
    assert question is not None
    for name, mind in minds.items():
        table.vote(name, says(mind, question.left, question.right))
    table.take("reveal", "accept")
    return question.left, question.right
