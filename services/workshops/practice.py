"""Practice: simulated people who join and answer, so that a facilitator can try a workshop alone."""

import secrets
import threading
import time
from typing import Any, Final

import numpy as np

from data_access import UnitOfWork, transaction
from services.errors import Explained
from services.visits import hashed
from services.workshops import voting
from services.workshops.making import seat_values
from services.workshops.terms import ASKING, LEVELS, STRONGEST, WARM_UP, answer_of

PEOPLE: Final = 8
SECONDS: Final = (0.3, 1.2)
"""Between two answers passes so long."""
VERBAL: Final = np.array([-8, -5, -2, 0, 2, 5, 8])
SPREAD: Final = 0.5
"""Standard deviation of the logarithm by which simulated people differ from the weights in force."""
_tokens: dict[int, list[str]] = {}


def gather(work: UnitOfWork, workshop: int, people: int = PEOPLE) -> None:
    """Let simulated people sit down; their devices are this process."""
    tokens = []
    for number in range(1, people + 1):
        token = secrets.token_urlsafe(32)
        seat = work.workshops.add_seat(workshop, seat_values(f"Simulated {number}", invited=False))
        work.workshops.sit(seat, hashed(token))
        tokens.append(token)
    _tokens[workshop] = tokens


def answer_soon(workshop: int) -> None:
    """Let the simulated people answer the question under way, one after another, without waiting for them."""
    threading.Thread(target=_answer, args=(workshop,), name="practice", daemon=True).start()


def _answer(workshop: int) -> None:
    dice = np.random.default_rng()
    for person, token in enumerate(_tokens.get(workshop, [])):
        time.sleep(float(dice.uniform(*SECONDS)))
        with transaction() as work:
            row = work.workshops.get(workshop)
            question = None if row is None or row["stage"] != ASKING else work.workshops.question(row["current_id"])
        if row is None or question is None:
            return
        key = f"{workshop:016x}{person:016x}"
        try:
            voting.vote(token, question["id"], question["round"], _says(row, question, person), key)
        except Explained:
            return


def _says(row: dict[str, Any], question: dict[str, Any], person: int) -> int:
    """Return what a simulated person answers: near the weights in force, each with a mind of their own."""
    own = np.random.default_rng([row["id"], person])
    slip = np.random.default_rng([row["id"], person, question["id"], question["round"]]).normal(0, SPREAD / 2)
    if question["left_key"] == WARM_UP:
        return int(own.integers(-2, 3))
    if row["kind"] == "challenge":
        rated = next(
            each for each in row["frame"]["ratings"]
            if (each["project"], each["objective"]) == (question["left_key"], question["right_key"])
        )  # fmt: skip
        level = LEVELS.index(rated["rating"]) if rated["rating"] else 2
        return int(np.clip(level + own.integers(-1, 2), 0, len(LEVELS) - 1))
    mind = {each["key"]: own.normal(0, SPREAD) for each in row["frame"]["objectives"]}
    share = {each["key"]: np.log(max(each["share"], 0.02)) + mind[each["key"]] for each in row["frame"]["objectives"]}
    wanted = answer_of(float(np.exp(share[question["left_key"]] - share[question["right_key"]] + slip)))
    if row["frame"]["scale"] == "verbal":
        return int(VERBAL[np.abs(VERBAL - wanted).argmin()])
    return int(np.clip(round(wanted), -STRONGEST, STRONGEST))
