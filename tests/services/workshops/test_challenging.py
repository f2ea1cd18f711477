"""A challenge from its preparation to the ratings decided: what hangs on money, without restricted projects."""

from typing import Any

import pytest

from data_access import transaction
from data_access.audit_search import Sought
from services import access, alignment, audit, states
from services.access import Scope
from services.errors import Explained
from services.workshops import challenging, deciding, funded, making, stakes
from services.workshops.rules import Rules
from services.workshops.showing import at
from services.workshops.stakes import Pair
from services.workshops.terms import LEVELS
from tests.services import town
from tests.services.workshops.held import Table
from tests.services.workshops.proposals import AS_OF, COST, ME, TOTAL, WEIGHTS, WORDS, store

NAMES = ("Anna", "Ben", "Carla")


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return store()


@pytest.fixture
def here(sqlite_url: str) -> Scope:
    return store()


def prepared(scope: Scope, total: int | None = TOTAL, **rules: Any) -> Table:
    made = challenging.prepare_challenge(ME, scope, AS_OF, "Ratings", Rules(**rules), total)
    return Table(ME, scope.portfolio, made)


def opened(scope: Scope, **rules: Any) -> Table:
    table = prepared(scope, **rules)
    making.invite(ME, scope, table.number, [(name, "") for name in NAMES])
    table.take("open_session")
    table.join(*NAMES)
    return table


def closed(scope: Scope, answer: int, questions: int = 2) -> Table:
    """Return a challenge in which everybody gives so many ratings the same level."""
    table = opened(scope)
    for _ in range(questions):
        table.ask(dict.fromkeys(NAMES, answer))
    table.take("close")
    return table


def found(table: Table) -> dict[Pair, str]:
    assert table.now.result is not None
    return {(each["project"], each["objective"]): each["found"] for each in table.now.result["ratings"]}


def ratings(scope: Scope) -> dict[Pair, str]:
    held = states.register(access.scope(ME, scope.portfolio), "impacts", AS_OF)
    rated = held[held["rating"].notna()]
    return {(row.project_key, row.objective_key): row.rating for row in rated.itertuples()}


def accept(table: Table, levels: dict[Pair, str], reasons: dict[Pair, str] | None = None, by: str = "Board") -> int:
    return challenging.accept_ratings(
        ME, table.scope, table.number, table.now.version, AS_OF, by, levels, reasons or {}
    )  # fmt: skip


def test_it_asks_the_ratings_that_money_hangs_on_with_their_evidence(works: Scope) -> None:
    frame = prepared(works).now.frame
    expected = stakes.of_ratings(funded.ground(works, AS_OF, TOTAL), WEIGHTS)
    assert [(each["project"], each["objective"], each["needed"]) for each in frame["ratings"]] == [
        (each.project, each.objective, each.needed) for each in expected
    ]
    assert frame["total"] == TOTAL
    assert frame["out_of_scope"] == 2, "what is mandatory or committed"
    for each in frame["ratings"]:
        rated = each["rating"] is not None
        assert each["evidence"] == (f"Report on {each['project']}" if rated else "")
        assert each["stake"] == COST[each["project"]] * town.CENTS


def test_the_brief_of_a_project_tells_what_helps_to_rate_it(here: Scope) -> None:
    told = prepared(here).now.frame["projects"]
    assert {each["statement"] for each in told} == {"Told in a sentence. Department: Water."}
    assert [each["name"] for each in told] == [f"Proposal {each['key']}" for each in told]


def test_restricted_projects_are_left_out_and_counted(here: Scope) -> None:
    before = {each["project"] for each in prepared(here).now.frame["ratings"]}
    secret = sorted(before)[0]
    with transaction() as work:
        facts = work.portfolios.get(here.portfolio)
        assert facts is not None
        work.people.restrict(facts.id, secret, set())
    frame = prepared(here).now.frame
    assert secret not in str(frame["ratings"]) + str(frame["projects"])
    assert frame["restricted"] == 1


def test_without_points_or_without_anything_at_stake_there_is_no_challenge(here: Scope) -> None:
    with pytest.raises(Explained, match="No single rating could change what is funded"):
        prepared(here, total=0)
    alignment.set_points(ME, here, AS_OF, dict.fromkeys(("O1", "O2", "O3"), 0.0))
    with pytest.raises(Explained, match="No objective has any points"):
        prepared(access.scope(ME, here.portfolio))


def test_it_is_asked_in_the_order_of_money_with_what_hangs_on_each(here: Scope) -> None:
    table = opened(here)
    first = table.now.frame["ratings"][0]
    table.take("ask_next")
    shown = at(table.number)
    assert shown["kind"] == "challenge"
    assert shown["question"]["left"]["name"] == f"Proposal {first['project']}"
    told = ("rating", "evidence", "inside", "needed", "stake")
    assert shown["question"]["evidence"] == {name: first[name] for name in told}


def test_who_has_an_interest_in_a_project_does_not_judge_it(here: Scope) -> None:
    table = opened(here)
    seat = table.now.seats[0]
    own = table.now.frame["ratings"][0]["project"]
    making.change_seat(ME, here, table.number, seat.id, votes=True, conflicts=[own])
    table.take("ask_next")
    with pytest.raises(Explained, match="You do not vote on this question"):
        table.vote("Anna", 2)
    table.vote("Ben", 2)


@pytest.mark.parametrize("answer", [-1, 5])
def test_only_the_five_levels_are_answers(here: Scope, answer: int) -> None:
    table = opened(here)
    table.take("ask_next")
    with pytest.raises(Explained, match="no answer to the question"):
        table.vote("Anna", answer)


def test_the_median_of_each_rating_is_found_beside_what_it_was(works: Scope) -> None:
    table = opened(works)
    table.ask({"Anna": 1, "Ben": 4, "Carla": 3})
    table.take("close")
    first = table.now.frame["ratings"][0]
    result = table.now.result
    assert result is not None
    assert result["asked_of"] == len(table.now.frame["ratings"])
    assert result["ratings"] == [
        {
            "project": first["project"], "objective": first["objective"], "stake": first["stake"],
            "before": first["rating"], "found": LEVELS[3], "answers": 3, "spread": pytest.approx(1.2472, abs=1e-4),
            "between": None,
        }
    ]  # fmt: skip


def test_what_was_found_becomes_the_ratings_and_the_others_stay(works: Scope) -> None:
    table = closed(works, answer=4)
    changed = accept(table, found(table))
    after = {**_given(), **found(table)}
    assert ratings(works) == after
    assert changed == sum(_given().get(pair) != level for pair, level in found(table).items())
    assert table.now.stage == "accepted"


def _given() -> dict[Pair, str]:
    listed = [(key, f"O{place}", word) for key, words in WORDS.items() for place, word in enumerate(words, 1)]
    return {(key, objective): word for key, objective, word in listed if word}


def evidence(scope: Scope) -> dict[Pair, str]:
    held = states.register(access.scope(ME, scope.portfolio), "impacts", AS_OF)
    return {(row.project_key, row.objective_key): row.evidence for row in held.itertuples()}


def test_evidence_for_the_level_before_does_not_stand_as_evidence_for_the_new_one(here: Scope) -> None:
    table = closed(here, answer=4, questions=6)
    levels = found(table)
    accept(table, levels)
    rests = evidence(here)
    when = f"{table.now.closed_at:%-d %b %Y}"
    told = set()
    for pair, level in levels.items():
        before = _given().get(pair)
        earlier = f" Given earlier, for {before}: Report on {pair[0]}" if before else ""
        same = before == level
        assert rests[pair] == (f"Report on {pair[0]}" if same else f"Workshop Ratings, {when}.{earlier}")
        told.add("same" if same else "changed" if before else "new")
    assert "changed" in told


def test_a_rating_decided_otherwise_rests_on_the_reason_and_is_never_too_long_to_keep(here: Scope) -> None:
    table = closed(here, answer=4, questions=1)
    (pair,) = found(table)
    other = next(level for level in ("low", "moderate") if level != _given().get(pair))
    accept(table, {pair: other}, {pair: "The report is old. " * 150})
    told = evidence(here)[pair]
    assert "Decided otherwise: extreme was found. The report is old." in told
    assert len(told) == alignment.LONGEST_EVIDENCE
    assert told.endswith("…")


def named(table: Table, pair: tuple[str, str]) -> str:
    """What an error says of a rating that becomes low: its project and its objective, by name."""
    project, objective = (table.now.names[key] for key in pair)
    return f"{project} becomes low on {objective}"


def test_a_departure_needs_a_reason_and_without_one_nothing_is_written(works: Scope) -> None:
    table = closed(works, answer=4)
    levels = found(table)
    pair = next(iter(levels))
    before = (table.now, ratings(works), len(list(audit.every(ME, works.portfolio, Sought()))))
    for reasons in ({}, {pair: " "}):
        with pytest.raises(Explained, match=f"{named(table, pair)}, and the workshop found extreme"):
            accept(table, {**levels, pair: "low"}, reasons)
    for wrong in ({}, {**levels, ("A", "O9"): "low"}):
        with pytest.raises(Explained, match="needs its level"):
            accept(table, wrong)
    with pytest.raises(Explained, match="is no level"):
        accept(table, {**levels, pair: "huge"})
    assert (table.now, ratings(works), len(list(audit.every(ME, works.portfolio, Sought())))) == before
    accept(table, {**levels, pair: "low"}, {pair: "The report is old"})
    assert table.now.decision is not None
    assert table.now.decision["departures"] == [
        {"key": list(pair), "found": "extreme", "decided": "low", "reason": "The report is old"}
    ]


def test_ratings_are_not_accepted_as_weights_nor_weights_as_ratings(here: Scope) -> None:
    table = closed(here, answer=4)
    with pytest.raises(Explained, match="not about weights"):
        deciding.accept_weights(ME, table.scope, table.number, table.now.version, AS_OF, "Board", {}, {})


def test_a_question_left_open_is_no_result(here: Scope) -> None:
    table = opened(here)
    table.take("ask_next", "reveal", "accept", "close")
    assert found(table) == {}
    with pytest.raises(Explained, match="no result that could be accepted"):
        accept(table, {})
