"""How the functions about workshops that tell a reader something are called, as pages would call them."""

from collections.abc import Callable
from typing import Any, Final

from services import weighing_funded
from services.seen import looking
from services.workshops import disputed, funded, hands, making, minutes, traced, turnout, worth
from services.workshops import reading as workshops
from tests.services.watched import DATES

Call = Callable[[Any, Any], Any]


def _each(call: Callable[[Any], Any], items: Any) -> list[Any]:
    return [call(item) for item in items]


def _traced(scope: Any) -> list[Any]:
    with looking(scope) as (work, facts):
        return list(traced.of_snapshots(scope, work, facts).values())


def _decided(scope: Any, held: Any) -> Any:
    """Every rating of a challenge decided to be strong."""
    ratings = (held.result or {}).get("ratings", ())
    return hands.at_decision(scope, held.id, {(each["project"], each["objective"]): "strong" for each in ratings})


WORKSHOPS: Final[dict[str, Call]] = {
    "weighing_funded.ground": lambda r, s: _each(lambda day: weighing_funded.ground(s, day), DATES[5:7]),
    "workshops.disputed.before": lambda r, s: disputed.before(s),
    "workshops.funded.ground": lambda r, s: _each(lambda day: funded.ground(s, day), DATES[5:7]),
    "workshops.hands.at_close": lambda r, s: _each(lambda held: hands.at_close(s, held), r.workshops),
    "workshops.hands.at_decision": lambda r, s: _each(lambda held: _decided(s, held), r.workshops),
    "workshops.hands.of_ratings": lambda r, s: _each(lambda held: hands.of_ratings(s, held), r.workshops),
    "workshops.hands.without_one": lambda r, s: _each(lambda held: hands.without_one(s, held), r.workshops),
    "workshops.making.weighed": lambda r, s: _each(lambda day: making.weighed(s, day), DATES[5:7]),
    "workshops.minutes.minutes": lambda r, s: _each(lambda held: minutes.minutes(s, held.id), r.workshops),
    "workshops.reading.listing": lambda r, s: workshops.listing(s),
    "workshops.reading.read": lambda r, s: _each(lambda held: workshops.read(s, held.id), r.workshops),
    "workshops.reading.shows": lambda r, s: [workshops.shows(s, vars(held)) for held in r.workshops],
    "workshops.traced.of_snapshots": lambda r, s: _traced(s),
    "workshops.turnout.turnout": lambda r, s: _each(lambda held: turnout.turnout(s, held.id), r.workshops),
    "workshops.worth.of_people": lambda r, s: _each(lambda held: worth.of_people(s, held), r.workshops),
    "workshops.worth.still_open": lambda r, s: _each(lambda held: worth.still_open(s, held), r.workshops),
    "workshops.worth.of_question": lambda r, s: _each(lambda held: worth.of_question(s, held, {"0": 3}), r.workshops),
}
"""By name; joined with all others in `tests.services.seen_calls`."""
