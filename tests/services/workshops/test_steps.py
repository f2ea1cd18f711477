"""The steps of a workshop: each only where it belongs, each by one facilitator alone, and all of them audited."""

import pytest

from data_access.audit_search import Sought
from services import audit
from services.access import Actor, Scope
from services.errors import Explained, Moved, NotAllowed, NotFound
from services.workshops import codes, deciding, joining, making, steps
from services.workshops.deciding import points_found
from services.workshops.rules import Rules
from services.workshops.terms import OVER, UNDER_WAY, WARM_UP
from tests.services import town
from tests.services.workshops import proposals
from tests.services.workshops.at_once import at_once
from tests.services.workshops.held import ADDRESS, Table, ballots_stored, open_workshop

STEPS = (
    "open_session", "begin_scoring", "begin_session", "warm_up", "ask_next", "reveal", "discuss", "ask_again", "accept",
    "leave_open", "close", "abandon",
)  # fmt: skip
LEADS: dict[str, dict[str, str]] = {
    "draft": {"open_session": "lobby", "begin_scoring": "scoring", "abandon": "abandoned"},
    "scoring": {"begin_session": "lobby", "abandon": "abandoned"},
    "lobby": {"warm_up": "asking", "ask_next": "asking", "close": "closed", "abandon": "abandoned"},
    "asking": {"reveal": "revealed", "abandon": "abandoned"},
    "revealed": {
        "discuss": "discussing", "ask_again": "asking", "accept": "between", "leave_open": "between",
        "close": "closed", "abandon": "abandoned",
    },
    "discussing": {
        "discuss": "discussing", "ask_again": "asking", "accept": "between", "leave_open": "between",
        "close": "closed", "abandon": "abandoned",
    },
    "between": {"ask_next": "asking", "close": "closed", "abandon": "abandoned"},
    "closed": {"abandon": "abandoned"},
    "accepted": {},
    "abandoned": {},
}  # fmt: skip
"""By stage where each step leads; whatever is not named is refused."""
BEFORE = {
    "draft": (),
    "scoring": ("begin_scoring",),
    "lobby": ("open_session",),
    "asking": ("open_session", "ask_next"),
    "revealed": ("open_session", "ask_next", "reveal"),
    "discussing": ("open_session", "ask_next", "reveal", "discuss"),
    "between": ("open_session", "ask_next", "reveal", "accept"),
    "abandoned": ("open_session", "abandon"),
}


@pytest.fixture
def scope(sqlite_url: str) -> Scope:
    return town.store(town.MAY)


@pytest.fixture
def here(sqlite_url: str) -> Scope:
    return town.store(town.MAY)


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return proposals.store()


def at_stage(scope: Scope, stage: str) -> Table:
    """Return a workshop on three objectives that has come to a stage."""
    if stage in ("closed", "accepted"):
        table = open_workshop(town.ME, scope, proposals.AS_OF)
        for _ in range(2):
            table.ask({"Anna": -2, "Ben": -2, "Carla": 1})
        table.take("close")
        if stage == "accepted":
            result = table.now.result
            assert result is not None
            points = points_found(result["weights"])
            seen, as_of = table.now.version, proposals.AS_OF
            deciding.accept_weights(town.ME, table.scope, table.number, seen, as_of, "Board", points, {})
        return table
    number = making.prepare_weights(town.ME, scope, proposals.AS_OF, "It", Rules())
    table = Table(town.ME, scope.portfolio, number)
    table.take(*BEFORE[stage])
    assert table.now.stage == stage
    return table


@pytest.mark.parametrize("stage", LEADS)
def test_steps_that_do_not_belong_to_a_stage_are_refused_and_change_nothing(works: Scope, stage: str) -> None:
    table = at_stage(works, stage)
    before = table.now
    for step in sorted(set(STEPS) - set(LEADS[stage])):
        with pytest.raises(Explained, match=f"while the workshop is {stage}"):
            table.take(step)
        assert table.now == before, step


@pytest.mark.parametrize(("stage", "step"), [(stage, step) for stage, leads in LEADS.items() for step in leads])
def test_a_step_leads_on_from_where_it_belongs(works: Scope, stage: str, step: str) -> None:
    table = at_stage(works, stage)
    seen = table.now.version
    table.take(step)
    assert (table.now.stage, table.now.version) == (LEADS[stage][step], seen + 1)


def test_every_stage_stands_in_the_matrix() -> None:
    assert set(LEADS) == UNDER_WAY | OVER | {"draft"}


@pytest.mark.parametrize("step", ["reveal", "abandon"])
def test_a_step_on_what_is_no_longer_so_changes_nothing(scope: Scope, step: str) -> None:
    table = open_workshop(town.ME, scope, town.MAY)
    seen = table.now.version
    table.take("ask_next")
    before = table.now
    with pytest.raises(Moved, match="Somebody else has moved the workshop on"):
        getattr(steps, step)(town.ME, table.scope, table.number, seen)
    assert table.now == before


def test_of_two_facilitators_who_press_at_once_one_asks_and_the_other_is_told(scope: Scope) -> None:
    table = open_workshop(town.ME, scope, town.MAY)
    seen = table.now.version
    outcomes = at_once(
        *(
            lambda who=who: steps.ask_next(Actor(who, "admin"), table.scope, table.number, seen)
            for who in ("one", "two")
        )
    )
    assert sorted(outcomes) == ["Moved", "done"]
    assert len(table.now.questions) == 1
    assert table.now.version == seen + 1


def test_opening_gives_a_code_and_fixes_the_rules(here: Scope) -> None:
    table = Table(town.ME, here.portfolio, making.prepare_weights(town.ME, here, town.MAY, "It", Rules()))
    code = steps.open_session(town.ME, here, table.number, 1)
    assert (table.now.code, len(code), set(code) <= set(codes.ALPHABET)) == (code, codes.LENGTH, True)
    with pytest.raises(Explained, match="The rules of this workshop are fixed"):
        making.change_rules(town.ME, here, table.number, table.now.version, "It", Rules(anonymous=False))


def test_no_two_open_workshops_share_a_code(here: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_workshop(town.ME, here, town.MAY)
    drawn = iter([first.now.code, "ABCDEF"])
    monkeypatch.setattr(codes, "new", lambda: next(drawn))
    assert open_workshop(town.ME, here, town.MAY).now.code == "ABCDEF"


def test_the_trial_question_counts_nowhere(here: Scope) -> None:
    table = open_workshop(town.ME, here, town.MAY)
    table.take("warm_up")
    assert table.now.current is not None
    assert (table.now.current.left, table.now.current.counts) == (WARM_UP, False)
    for name in ("Anna", "Ben", "Carla"):
        table.vote(name, -8)
    table.take("reveal", "accept", "close")
    result = table.now.result
    assert result is not None
    assert (result["pairs"], result["weights"]) == (0, None)


def test_asked_again_the_answers_stay_and_can_be_changed(scope: Scope) -> None:
    table = open_workshop(town.ME, scope, town.MAY)
    table.ask({"Anna": -2, "Ben": 3}, accept=False)
    table.take("ask_again")
    table.vote("Ben", 1)
    question = table.now.current
    assert question is not None
    stored = [(number, answer) for number, _, answer in ballots_stored(question.id)]
    assert sorted(stored) == [(1, -2), (1, 3), (2, -2), (2, 1)]


def test_whoever_came_between_the_rounds_answers_the_second_where_answers_bear_names(here: Scope) -> None:
    table = open_workshop(town.ME, here, town.MAY, rules=Rules(anonymous=False))
    table.ask({"Anna": -2, "Ben": 3}, accept=False)
    table.join("Late")
    table.take("ask_again")
    table.vote("Late", 0)
    question = table.now.current
    assert question is not None
    assert sorted(answer or 0 for number, _, answer in ballots_stored(question.id) if number == 2) == [-2, 0, 3]


def test_a_question_that_nobody_answered_is_left_open_and_not_asked_again(here: Scope) -> None:
    table = open_workshop(town.ME, here, town.MAY)
    table.take("ask_next", "reveal", "accept")
    assert table.now.questions[0].accepted is None
    assert table.now.questions[0].settled_at is not None
    with pytest.raises(Explained, match="Every question has been asked"):
        table.take("ask_next")
    assert table.now.stage == "between"


@pytest.mark.parametrize("end", ["close", "abandon"])
def test_after_the_end_nobody_joins_or_answers(scope: Scope, end: str) -> None:
    table = open_workshop(town.ME, scope, town.MAY)
    code = table.now.code
    table.ask({"Anna": -2, "Ben": 1}, accept=False)
    question = table.now.current
    table.take(end)
    assert table.now.code is None
    with pytest.raises(NotFound):
        joining.join(code or "", "Dora", ADDRESS)
    from services.workshops import voting

    assert question is not None
    with pytest.raises(Explained, match="This question is closed"):
        voting.vote(table.tokens["Anna"], question.id, 1, 4, table.key("Anna"))


def test_an_abandoned_workshop_has_no_result(here: Scope) -> None:
    table = open_workshop(town.ME, here, town.MAY)
    table.ask({"Anna": -2, "Ben": 1, "Carla": 0})
    table.take("abandon")
    assert (table.now.result, table.now.decision) == (None, None)


def test_who_has_no_vote_is_not_asked_until_they_have(here: Scope) -> None:
    table = open_workshop(town.ME, here, town.MAY)
    making.change_seat(town.ME, here, table.number, table.now.seats[0].id, votes=False)
    table.take("ask_next")
    with pytest.raises(NotAllowed, match="You do not vote on this question"):
        table.vote("Anna", 1)
    table.vote("Ben", 1)


def test_the_audit_tells_the_steps_and_no_answer(here: Scope) -> None:
    table = open_workshop(town.ME, here, town.MAY)
    table.ask({"Anna": -7, "Ben": 5, "Carla": 3})
    table.take("close")
    entries = list(audit.every(town.ME, here.portfolio, Sought()))
    told = [each.action for each in entries if each.action.startswith("workshop")]
    expected = ["prepared", "invited to", "opened", "question asked", "answers shown", "answer accepted", "closed"]
    assert sorted(told) == sorted(f"workshop {each}" for each in expected)
    assert not [each for each in entries if "-7" in str((each.before, each.after))]


def test_a_workshop_of_another_portfolio_is_not_found(here: Scope) -> None:
    table = open_workshop(town.ME, here, town.MAY)
    other = town.store(town.MAY, key="other")
    with pytest.raises(NotFound):
        steps.ask_next(town.ME, other, table.number, table.now.version)
