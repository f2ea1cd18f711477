"""What is in conflict, and the ways out, in sentences."""

from dataclasses import replace
from types import SimpleNamespace as S

from services.budget_combinations import Together
from services.budget_conflicts import Contradiction, Reason, Way
from ui.wording import budget_conflicts as wording
from ui.wording.budget_why import Terms

TERMS = Terms({"a": "Harbour wall", "b": "Quay works", "c": "Depot"}, {"group:1": "Small works"}, 100, "USD", 100)
IN, OUT = Reason("in", ("a",)), Reason("out", ("b",))
NEEDS = Reason("needs", ("a", "b"))


def said(*reasons):
    return wording.conflict(Contradiction(reasons, (), True, False), TERMS)


def test_a_chain_is_told_from_end_to_end():
    assert said(IN, OUT, NEEDS) == "Harbour wall must be in and needs Quay works, which is out by hand."
    longer = (IN, Reason("out", ("c",)), NEEDS, Reason("needs", ("b", "c")))
    assert said(*longer) == "Harbour wall must be in and needs Quay works, which needs Depot, which is out by hand."


def test_a_limit_is_told_with_what_must_be_in():
    limit = Reason("limit", (), "FY27", 200_000_000_000, "money", 210_000_000_000)
    assert said(limit, IN) == "What must be in takes $2.1 bn in FY27; its limit is $2 bn."
    total = Reason("limit", (), "", 200_000_000_000, "money", 210_000_000_000)
    assert said(total, IN, NEEDS) == "What must be in takes $2.1 bn; the total is $2 bn."
    carried = Reason("limit", (), "carried:FY28", 100, "money", 200)
    assert said(carried, IN) == "What must be in takes $2 up to FY28; there is $1 by then."


def test_anything_else_is_listed():
    least = Reason("least", (), "group:1", 3, "projects")
    people = Reason("most", (), "Engineers FY27", 1250, "people", 0)
    assert said(least, people, Reason("excludes", ("a", "c"))) == (
        "These cannot all be kept: the minimum of Small works is 3 projects; the limit of Engineers FY27 is "
        "12.5 full-time equivalents; Harbour wall and Depot exclude each other."
    )
    assert said(Reason("count", (), "", 1, "projects")) == (
        "This cannot be kept: the largest number of projects is 1 project."
    )
    assert said() == wording.NOTHING


def test_the_ways_out_that_are_enough_are_said_alone():
    limit = Reason("limit", (), "FY27", 100, "money", 200)
    ways = (Way(limit, 200, 100, True, True), Way(IN, None, 0, True, True), Way(OUT, None, 0, True, False))
    told = Contradiction((limit, IN), ways, True, False)
    assert wording.ways(told, TERMS) == [
        "Raise the limit of FY27 by $1.",
        "Let go of Harbour wall, which is in by hand.",
    ]


def test_where_no_single_way_is_enough_that_is_said_first():
    told = Contradiction((OUT,), (Way(OUT, None, 0, True, False),), True, True)
    assert wording.ways(told, TERMS) == [wording.NO_SINGLE, "Allow Quay works, which is out by hand."]


def test_what_is_enough_together_is_said_in_one_sentence():
    told = Contradiction((OUT,), (Way(OUT, None, 0, True, False),), True, True)
    year, total = Reason("limit", (), "FY27", 100, "money", 200), Reason("limit", (), "", 100, "money", 200)
    money = Together("money", (Way(year, 300, 200, True, False), Way(total, 400, 300, True, False)), True)
    fewest = Together("changes", (Way(IN, None, 0, True, False), Way(total, 200, 100, True, False)), False)
    assert wording.ways(told, TERMS, (money, fewest)) == [
        wording.NO_SINGLE,
        "With the least more money, $5 over all limits: raise the limit of FY27 by $2; raise the total by $3.",
        "With the fewest changes found in time: let go of Harbour wall, which is in by hand; raise the total by $1.",
    ]


def test_a_least_is_lowered_and_what_is_not_exact_is_at_most():
    least = S(kind="least", keys=(), called="group:1", bound=3, unit="projects")
    assert wording.way_out(S(reason=least, bound=1, change=2, exact=True), TERMS) == (
        "Lower the minimum of Small works by 2 projects."
    )
    assert "by at most 2 projects" in wording.way_out(S(reason=least, bound=1, change=2, exact=False), TERMS)


def test_a_bound_of_a_group_is_called_by_its_group_alone():
    told = {"g": "Transport: at least $1 and at most $3", "o": "What Safety gets of all it could: at least 90%"}
    terms = replace(TERMS, rules=told)
    most = S(kind="most", keys=(), called="g", bound=300, unit="money")
    assert wording.way_out(S(reason=most, bound=500, change=200, exact=True), terms) == (
        "Raise the limit of Transport by $2."
    )
    least = S(kind="least", keys=(), called="o", bound=3000, unit="points")
    assert wording.clause(least, terms) == "the minimum of what Safety gets of all it could is 3 points of impact"
