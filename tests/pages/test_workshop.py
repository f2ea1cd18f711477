"""The page of workshops through the shell: prepared, led step by step, and moved on by somebody else."""

import pytest

from services import access
from services.access import Scope
from services.workshops import challenging, making, reading
from services.workshops.rules import Rules
from tests.pages.workshop_page import NAMES, closed, labels, opened, press, refusal, table, words
from tests.services import town
from tests.services.workshops import proposals
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.proposals import AS_OF, ME


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return proposals.store()


def test_where_there_is_none_the_page_teaches_how_one_is_held(works: Scope) -> None:
    at = opened()
    assert "Let ten people agree in forty minutes on what matters most." in words(at)
    assert "No workshop yet" in words(at)
    assert "Prepare it" in labels(at)


def test_without_objectives_no_form_is_offered_but_the_way_to_add_them(sqlite_url: str) -> None:
    town.store(registers=False)
    at = opened()
    assert "A workshop needs two objectives to weigh against each other, and there is none at 30 Jun 2026." in words(at)
    assert "Prepare it" not in labels(at)
    assert "Add objectives; then a workshop is prepared above." in words(at)


def test_one_is_prepared_by_its_title_and_rules(works: Scope) -> None:
    at = opened()
    at.text_input(key="workshop_title").set_value("Weights of 2027")
    at.number_input(key="workshop_new_quorum").set_value(5)
    press(at, "Prepare it")
    (held,) = reading.listing(access.scope(ME, works.portfolio))
    assert (held.title, held.stage, held.frame["quorum"], held.anonymous) == ("Weights of 2027", "draft", 5, True)


def test_without_a_title_the_page_says_what_is_missing(works: Scope) -> None:
    at = press(opened(), "Prepare it")
    assert "The workshop has no title" in refusal(at)
    assert reading.listing(works) == []


def test_a_challenge_is_prepared_where_ratings_decide_about_money(works: Scope) -> None:
    at = opened()
    at.text_input(key="workshop_title").set_value("Ratings")
    at.segmented_control(key="workshop_kind").set_value("challenge").run()
    press(at, "Prepare it")
    assert [each.kind for each in reading.listing(access.scope(ME, works.portfolio))] == ["challenge"]


def test_all_of_them_stand_in_a_table_with_where_they_are(works: Scope) -> None:
    closed(works)
    making.prepare_weights(ME, works, AS_OF, "The next", Rules())
    at = opened()
    listed = table(at, "Stage")
    assert listed["Workshop"].tolist() == ["The next", "What matters most"]
    assert listed["Stage"].tolist() == ["Being prepared", "Closed, not decided yet"]
    assert "1 workshop waits for a decision." in words(at)


def test_title_and_rules_are_changed_until_it_opens(works: Scope) -> None:
    number = making.prepare_weights(ME, works, AS_OF, "Weights", Rules(anonymous=False, say={"Board": 2.0}, quorum=4))
    at = opened(workshop=number)
    at.session_state["workshop_rules"] = True
    at.run()
    place = f"workshop_rules_{number}_{Table(ME, works.portfolio, number).now.version}"
    assert at.text_area(key=f"{place}_say").value == "Board; 2"
    at.text_input(key=f"{place}_title").set_value("Weights of 2028")
    at.number_input(key=f"{place}_quorum").set_value(6)
    press(at, "Save title and rules")
    now = Table(ME, works.portfolio, number).now
    assert (now.title, now.frame["quorum"], now.frame["say"]) == ("Weights of 2028", 6, {"Board": 2.0})
    press(at, "Open for joining")
    assert "Save title and rules" not in labels(at)


def test_a_facilitator_leads_a_workshop_from_opening_to_its_end(works: Scope) -> None:
    number = making.prepare_weights(ME, works, AS_OF, "Weights", Rules())
    making.invite(ME, works, number, [(name, "") for name in NAMES])
    held = Table(ME, works.portfolio, number)
    at = opened(workshop=number)
    assert "3 people invited. Nothing is open yet." in words(at)
    assert "Growth for all" in words(at)
    press(at, "Open for joining")
    code = held.now.code or ""
    assert f"{code[:3]} {code[3:]}" in words(at)
    held.join(*NAMES)
    press(at, "Ask the first question")
    assert "0 of 3 have answered." in words(at)
    assert "Waiting for Anna, Ben, Carla." in words(at)
    for name, answer in zip(NAMES, (-8, 8, 0), strict=True):
        held.vote(name, answer)
    press(at, "Show the answers")
    assert "matter equally" in words(at)
    assert "Agreement: low" in words(at)
    press(at, "Discuss")
    press(at, "Ask again")
    held.vote("Ben", -8)
    press(at, "Show the answers")
    press(at, "Accept")
    assert "1 of 3 pairs answered." in words(at)
    press(at, "Ask the next question")
    for name in NAMES:
        held.vote(name, -2)
    press(at, "Show the answers")
    press(at, "Accept")
    press(at, "Close the workshop" if "Close the workshop" in labels(at) else "Close it now")
    assert "matters most, with" in at.title[0].value
    assert held.now.stage == "closed"


def test_of_a_rating_the_facilitator_is_told_what_it_rests_on_and_what_hangs_on_it(works: Scope) -> None:
    held = Table(
        ME, works.portfolio, challenging.prepare_challenge(ME, works, AS_OF, "Ratings", Rules(), proposals.TOTAL)
    )
    held.take("open_session")
    held.join(*NAMES)
    held.take("ask_next")
    at = opened(workshop=held.number)
    for part in ("Evidence: Report on", "hang on this.", "Strong: Without it the objective is clearly harder"):
        assert part in words(at)
    assert "Rated" not in words(at)
    for name in NAMES:
        held.vote(name, 3)
    held.take("reveal")
    at.run()
    for part in ("Evidence: Report on", "hang on this.", "The group: strong. Rated"):
        assert part in words(at)


def test_the_wall_opens_in_a_window_of_its_own(works: Scope) -> None:
    held = open_workshop(ME, works, AS_OF, NAMES)
    (way,) = (one for one in opened(workshop=held.number).get("link_button") if one.label == "Open the wall")
    assert way.url.startswith("wall?")
    assert f"workshop={held.number}" in way.url


def test_the_answers_of_two_are_not_drawn(works: Scope) -> None:
    held = open_workshop(ME, works, AS_OF, NAMES)
    held.ask({"Anna": -8, "Ben": 8}, accept=False)
    at = opened(workshop=held.number)
    assert "Fewer than three answered, so the answers are not shown." in words(at)
    assert not at.get("plotly_chart")


def test_too_few_answers_can_be_left_open_or_asked_again_for_the_others(works: Scope) -> None:
    held = open_workshop(ME, works, AS_OF, NAMES)
    held.take("ask_next")
    at = opened(workshop=held.number)
    held.vote("Anna", -8)
    at = opened(workshop=held.number)
    assert "2 people have not answered, and cannot any more once the answers are shown." in words(at)
    press(at, "Show the answers")
    assert "Accept, and ask the next" not in labels(at)
    press(at, "Ask again")
    for name in ("Ben", "Carla"):
        held.vote(name, -2)
    press(at, "Show the answers")
    assert "The group: " in words(at)
    held.take("accept", "ask_next", "reveal")
    at = press(opened(workshop=held.number), "Leave it open")
    assert held.now.stage == "between"
    assert held.now.questions[1].accepted is None


def test_what_somebody_else_moved_on_is_said_and_changes_nothing(works: Scope) -> None:
    held = open_workshop(ME, works, AS_OF, NAMES)
    at = opened(workshop=held.number)
    held.take("ask_next", "reveal")
    press(at, "Ask the first question")
    assert "Somebody else has moved the workshop on" in refusal(at)
    assert held.now.stage == "revealed"


def test_people_are_invited_a_line_each_with_their_group(works: Scope) -> None:
    number = making.prepare_weights(ME, works, AS_OF, "Weights", Rules())
    at = opened(workshop=number)
    at.text_area(key="workshop_names").set_value("Łukasz Żak; Board\n\nAnna").run()
    press(at, "Put them on the list")
    assert [(seat.name, seat.group) for seat in Table(ME, works.portfolio, number).now.seats] == [
        ("Łukasz Żak", "Board"), ("Anna", ""),
    ]  # fmt: skip


def test_who_is_invited_again_gets_the_other_group_and_that_is_said(works: Scope) -> None:
    rules = Rules(anonymous=False, say={"Finance": 2.0})
    number = making.prepare_weights(ME, works, AS_OF, "Weights", rules)
    making.invite(ME, works, number, [("Anna", ""), ("Ben", "staff")])
    at = opened(workshop=number)
    assert "In no rule: staff (1 person)." in words(at)
    at.text_area(key="workshop_names").set_value("anna; FINANCE").run()
    press(at, "Put them on the list")
    assert "Already on the list, and now in the group given: Anna." in words(at)
    anna, ben = Table(ME, works.portfolio, number).now.seats
    assert anna.group == "Finance"
    at.selectbox(key="workshop_whose").set_value(ben.id).run()
    at.text_input(key=f"workshop_group_{ben.id}_staff").set_value("finance")
    press(at, "Save this place")
    assert [seat.group for seat in Table(ME, works.portfolio, number).now.seats] == ["Finance", "Finance"]


def test_while_too_few_of_a_group_are_here_the_facilitator_is_told_that_its_say_will_not_count(works: Scope) -> None:
    number = making.prepare_weights(ME, works, AS_OF, "Weights", Rules(say={"Finance": 2.0}))
    making.invite(ME, works, number, [(name, "Finance") for name in NAMES])
    held = Table(ME, works.portfolio, number)
    held.take("open_session")
    held.join("Anna")
    assert "of Finance 1 of 3 is here" in opened(workshop=number).warning[0].value.replace("\\", "")
    held.join("Ben", "Carla")
    assert not opened(workshop=number).warning


def test_a_title_that_was_typed_stays_when_the_kind_is_chosen(works: Scope) -> None:
    at = opened()
    at.text_input(key="workshop_title").set_value("Our weights").run()
    at.segmented_control(key="workshop_kind").set_value("challenge").run()
    assert at.text_input(key="workshop_title").value == "Our weights"
    assert at.text_input(key="workshop_title").placeholder == "Ratings for the budget of 2027"


def test_a_place_is_given_to_a_delegate(works: Scope) -> None:
    number = making.prepare_weights(ME, works, AS_OF, "Weights", Rules())
    making.invite(ME, works, number, [("Anna", "")])
    at = opened(workshop=number)
    (seat,) = Table(ME, works.portfolio, number).now.seats
    at.text_input(key=f"workshop_delegate_{seat.id}").set_value("Zoe")
    press(at, "Save this place")
    assert Table(ME, works.portfolio, number).now.seats[0].delegate == "Zoe"


def test_it_can_be_ended_without_a_result(works: Scope) -> None:
    held = open_workshop(ME, works, AS_OF, NAMES)
    at = press(opened(workshop=held.number), "End it now")
    assert held.now.stage == "abandoned"
    assert "This workshop ended without a result." in words(at)
    assert not any("points from" in label for label in labels(at))


@pytest.mark.parametrize("number", ["99", "abc", "-1"])
def test_an_address_that_names_no_workshop_says_so_or_lists_all(works: Scope, number: str) -> None:
    at = opened(workshop=number)
    assert "There is no such workshop here" in refusal(at) or "No workshop yet" in words(at)
