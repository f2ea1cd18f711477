"""Groups in words: which are in no rule, what a second invitation did, and whether their say will count."""

from dataclasses import replace

from services.workshops.reading import Workshop
from tests.ui.wording.workshops_told import seat, workshop
from ui.wording import workshop_groups as wording


def held(*people: tuple[str, bool], stage: str = "lobby", anonymous: bool = True, **say: float) -> Workshop:
    """Return a workshop with people (group, whether they are here)."""
    seats = tuple(seat(f"Person {place}", group=group, taken=here) for place, (group, here) in enumerate(people))
    made = workshop(stage, seats=seats, anonymous=anonymous)
    return replace(made, frame={**made.frame, "say": say})


def test_while_too_few_of_a_group_are_here_it_is_said_that_their_say_will_not_count() -> None:
    people = [("Finance", True), ("Finance", False), ("Finance", False), *[("", True)] * 3]
    told = wording.say_at_risk(held(*people, Finance=2.0))
    assert told.startswith("As things stand the groups' say will not count, and all voters count the same: of Finance ")
    assert "of Finance 1 of 3 is here." in told


def test_it_is_said_too_where_those_beside_the_groups_are_too_few() -> None:
    people = [*[("Finance", True)] * 3, ("", True)]
    assert "1 voter here is in no group with a say." in wording.say_at_risk(held(*people, Finance=2.0))


def test_nothing_is_said_where_enough_are_here_or_the_say_counts_anyway() -> None:
    enough = [*[("Finance", True)] * 3, *[("", True)] * 3]
    assert wording.say_at_risk(held(*enough, Finance=2.0)) == ""
    assert wording.say_at_risk(held(("Finance", True), Finance=2.0, anonymous=False)) == ""
    assert wording.say_at_risk(held(("Finance", True))) == ""
    for stage in ("draft", "closed"):
        assert wording.say_at_risk(held(("Finance", True), Finance=2.0, stage=stage)) == ""


def test_who_does_not_vote_is_not_counted_among_those_here() -> None:
    made = held(*[("Finance", True)] * 3, Finance=2.0)
    quiet = replace(made, seats=(replace(made.seats[0], votes=False), *made.seats[1:]))
    assert "of Finance 2 of 2 are here" in wording.say_at_risk(quiet)


def test_a_group_that_is_in_no_rule_is_said_with_how_many_are_in_it() -> None:
    made = held(("Staff", True), ("Staff", False), ("Board", True), ("Finance", True), ("", True), Finance=2.0)
    assert wording.in_no_rule(made) == (
        "In no rule: Board (1 person) and Staff (2 people). They count 1, like everybody without a group."
    )
    assert wording.in_no_rule(held(("Finance", True), Finance=2.0)) == ""


def test_what_a_second_invitation_did_is_said() -> None:
    assert wording.invited_again(("Anna",), ()) == "Already on the list, and now in the group given: Anna."
    assert "still in the group of before: Ben" in wording.invited_again((), ("Ben",))
    assert wording.invited_again((), ()) == ""


def test_which_groups_have_a_say_is_said_beside_the_field() -> None:
    assert "Finance (2) and Staff (0.5)" in wording.rules(held(Finance=2.0, Staff=0.5))
    assert "all count the same" in wording.rules(held())
