"""How far the voters agree, against published figures taken through ballots, and against sums by hand."""

import math

import numpy as np
import pytest

from data_access import reading as reads
from services import access, objectives
from services.workshops import agreement, making
from services.workshops.rules import Rules
from services.workshops.terms import ratio
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.minds import Mind, alike, ask, lead
from tests.services.workshops.proposals import AS_OF, ME, OBJECTIVES, store

NAMES = ("Anna", "Ben", "Carla")
JUDGES = {
    "Anna": [1, 3, 4, 5, 2, 8, 6, 7, 10, 9],
    "Ben": [2, 1, 4, 5, 6, 3, 8, 7, 10, 9],
    "Carla": [3, 2, 1, 5, 7, 4, 6, 8, 9, 10],
    "Dora": [4, 2, 3, 1, 6, 7, 5, 9, 8, 10],
}
"""Ranks of ten objectives by four judges, with a published concordance of 0.7939."""


def closed(table: Table) -> dict | None:
    table.take("close")
    assert table.now.result is not None
    return table.now.result.get("consensus")


def of(minds: dict[str, Mind], **rules: object) -> dict:
    table = open_workshop(ME, store(), AS_OF, tuple(minds), Rules(**rules))  # type: ignore[arg-type]
    lead(table, minds)
    found = closed(table)
    assert found is not None
    return found


def test_each_putting_another_objective_first_as_far_as_the_scale_goes_share_nothing(sqlite_url: str) -> None:
    minds = {
        name: {key: 9.0 if at == place else 1.0 for at, key in enumerate(OBJECTIVES)}
        for place, name in enumerate(NAMES)
    }
    found = of(minds)
    assert found["s_star"] == pytest.approx(0, abs=1e-9)
    assert found["band"] == "very low"
    assert found["w"] == pytest.approx(0)
    assert list(found["aip"].values()) == pytest.approx([1 / 3] * 3)


def test_people_of_one_mind_agree_fully(sqlite_url: str) -> None:
    found = of(alike({"O1": 6.0, "O2": 3.0, "O3": 1.0}))
    assert (found["s_star"], found["band"], found["w"]) == (pytest.approx(1), "very high", pytest.approx(1))
    assert found["without_one"] == pytest.approx(0, abs=1e-12)
    assert found["leader_stays"]


def test_the_four_judges_have_their_published_concordance(sqlite_url: str) -> None:
    scope = store()
    for number in range(4, 11):
        objectives.add(ME, access.scope(ME, scope.portfolio), AS_OF, f"Objective {number}", points=10.0)
    table = open_workshop(ME, access.scope(ME, scope.portfolio), AS_OF, tuple(JUDGES))
    place = {each["key"]: at for at, each in enumerate(table.now.frame["objectives"])}
    assert len(place) == 10
    for _ in range(45):
        table.take("ask_next")
        question = table.now.current
        assert question is not None
        for name, ranks in JUDGES.items():
            apart = ranks[place[question.left]] - ranks[place[question.right]]
            table.vote(name, max(-8, min(8, apart)))
        table.take("reveal", "accept")
    found = closed(table)
    assert found is not None
    assert found["people"] == 4
    assert found["w"] == pytest.approx(0.7939, abs=5e-5)


def test_the_consensus_is_that_of_the_entropies_by_hand(sqlite_url: str) -> None:
    minds = {
        "Anna": {"O1": 4.0, "O2": 2.0, "O3": 1.0},
        "Ben": {"O1": 1.0, "O2": 4.0, "O3": 2.0},
        "Carla": {"O1": 4.0, "O2": 4.0, "O3": 1.0},
    }
    shares = np.array([[mind[key] / sum(mind.values()) for key in OBJECTIVES] for mind in minds.values()])
    within = np.mean([-sum(p * math.log(p) for p in row) for row in shares])
    between = -sum(p * math.log(p) for p in shares.mean(axis=0)) - within
    extreme = [9 / 11, 1 / 11, 1 / 11]
    floor = math.exp(-sum(p * math.log(p) for p in extreme)) / 3
    found = of(minds)
    assert found["s_star"] == pytest.approx((math.exp(-between) - floor) / (1 - floor))


def test_weights_put_together_by_person_are_those_by_judgment_where_all_answered_all(sqlite_url: str) -> None:
    found = of(
        {"Anna": {"O1": 5, "O2": 2, "O3": 1}, "Ben": {"O1": 1, "O2": 3, "O3": 5}, "Carla": dict.fromkeys(OBJECTIVES, 1)}
    )
    assert found["aip_apart"] == pytest.approx(0, abs=1e-9)


def test_leaving_one_out_is_what_the_others_would_have_found(sqlite_url: str) -> None:
    minds = {
        "Anna": {"O1": 8, "O2": 1, "O3": 1},
        "Ben": {"O1": 1, "O2": 2, "O3": 1},
        "Carla": {"O1": 1, "O2": 2, "O3": 1},
    }
    found = of(minds)

    def joint(names: tuple[str, ...]) -> np.ndarray:
        product = np.prod([[minds[name][key] for key in OBJECTIVES] for name in names], axis=0) ** (1 / len(names))
        return product / product.sum()

    largest = max(np.abs(joint(tuple(name for name in NAMES if name != out)) - joint(NAMES)).max() for out in NAMES)
    assert found["without_one"] == pytest.approx(largest)
    assert not found["leader_stays"], "without Anna the second leads"


def test_where_names_stand_and_groups_count_leaving_one_out_keeps_the_say(sqlite_url: str) -> None:
    scope = store()
    rules = Rules(say={"Board": 2.0}, anonymous=False)
    table = Table(ME, scope.portfolio, making.prepare_weights(ME, scope, AS_OF, "By name", rules))
    making.invite(ME, scope, table.number, [("Anna", "Board"), ("Ben", ""), ("Carla", "")])
    table.take("open_session")
    table.join(*NAMES)
    minds: dict[str, Mind] = {
        "Anna": {"O1": 8, "O2": 1, "O3": 1}, "Ben": {"O1": 1, "O2": 2, "O3": 1}, "Carla": {"O1": 1, "O2": 2, "O3": 1},
    }  # fmt: skip
    lead(table, minds)
    found = closed(table)
    assert found is not None

    def joint(say: dict[str, float]) -> np.ndarray:
        logs = sum(weight * np.log([minds[name][key] for key in OBJECTIVES]) for name, weight in say.items())
        return np.exp(logs / sum(say.values())) / np.exp(logs / sum(say.values())).sum()

    base = joint({"Anna": 2, "Ben": 1, "Carla": 1})
    assert list(found["aij"].values()) == pytest.approx(base.tolist())
    assert list(found["equal"].values()) == pytest.approx(joint(dict.fromkeys(NAMES, 1)).tolist())
    without = found["without"]
    assert (without["name"], without["objective"]) == ("Anna", "O1")
    assert without["before"] == pytest.approx(base[0])
    assert without["after"] == pytest.approx(joint({"Ben": 1, "Carla": 1})[0])


def test_fewer_than_three_who_can_be_ranked_are_not_told(sqlite_url: str) -> None:
    table = open_workshop(ME, store(), AS_OF)
    minds = {"Anna": {"O1": 2.0, "O2": 1.0, "O3": 1.0}, "Ben": {"O1": 1.0, "O2": 2.0, "O3": 1.0}}
    ask(table, {**minds, "Carla": minds["Anna"]})
    lead(table, minds)
    assert closed(table) is None


def test_each_large_group_is_told_and_none_where_one_could_be_found_by_difference(sqlite_url: str) -> None:
    board, staff = {"O1": 4.0, "O2": 2.0, "O3": 1.0}, {"O1": 1.0, "O2": 2.0, "O3": 4.0}
    found = of_groups({"Board": (board, 3), "": (staff, 3)})
    assert found["groups"]["Board"] == pytest.approx({"O1": 4 / 7, "O2": 2 / 7, "O3": 1 / 7})
    assert found["groups"]["everybody else"] == pytest.approx({"O1": 1 / 7, "O2": 2 / 7, "O3": 4 / 7})
    assert of_groups({"Board": (board, 3), "": (staff, 2)}, "second")["groups"] == {}


def of_groups(people: dict[str, tuple[Mind, int]], key: str = "works") -> dict:
    """Hold a workshop in which the board counts twice, with so many of each group; the others come by code."""
    scope = store(key)
    table = Table(ME, key, making.prepare_weights(ME, scope, AS_OF, "By group", Rules(say={"Board": 2.0})))
    minds = {f"{group} {at}": mind for group, (mind, many) in people.items() for at in range(many)}
    making.invite(ME, scope, table.number, [(name, name[:-1].strip()) for name in minds if name[:-1].strip()])
    table.take("open_session")
    table.join(*(name.strip() for name in minds))
    lead(table, {name.strip(): mind for name, mind in minds.items()})
    found = closed(table)
    assert found is not None
    return found


def test_what_is_left_with_nobody_is_the_plain_joint_judgment() -> None:
    people = [{(0, 1): ratio(-2)}, {(0, 1): ratio(-2)}]
    assert agreement.without_nobody(2, people).tolist() == pytest.approx([0.75, 0.25])


def test_before_anything_is_answered_there_is_no_agreement(sqlite_url: str) -> None:
    table = open_workshop(ME, store(), AS_OF)
    with reads() as work:
        row = work.workshops.get(table.number)
        assert row is not None
        assert agreement.found(work, row, dict.fromkeys(OBJECTIVES, 1 / 3)) is None
