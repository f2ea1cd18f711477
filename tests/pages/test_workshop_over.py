"""A workshop that is over, through the shell: decided, read in its minutes, begun anew; and who may only look."""

import pytest

from services import access, alignment
from services.access import Scope
from services.workshops import challenging, making, reading, voting
from services.workshops.rules import Rules
from tests.pages.workshop_page import NAMES, closed, labels, opened, press, refusal, table, words
from tests.services.people_met import everywhere, let_people_sign_in, show_drafts
from tests.services.workshops import proposals
from tests.services.workshops.held import Table
from tests.services.workshops.proposals import AS_OF, ME, TOTAL


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return proposals.store()


def test_what_was_found_is_decided_on_with_a_reason_for_each_departure(works: Scope) -> None:
    held = closed(works)
    at = opened(workshop=held.number)
    assert "The vote advises; nobody has decided yet." in words(at)
    decide = next(label for label in labels(at) if "these points from" in label)
    press(at, decide)
    assert "Nobody is named who decided" in refusal(at)
    at.text_input(key="workshop_by").set_value("Steering committee")
    at.number_input(key="workshop_points_O1").set_value(60.0).run()
    found = {key: share for key, share in held.now.result["weights"].items() if key != "O1"}
    total = 60.0 + sum(round(100 * share, 1) for share in found.values())
    assert f"60.0 of {total:.1f} points: {60 / total:.1%} of all importance" in words(at)
    press(at, decide)
    assert "A departure needs a reason" in refusal(at)
    at.text_input(key="workshop_reason_O1").set_value("Growth was promised").run()
    press(at, decide)
    assert held.now.stage == "accepted"
    assert "Decided by Steering committee, with 1 departure" in words(at)
    assert f"60.0 points ({60 / total:.1%} of all importance) instead of" in words(at)
    assert "Growth was promised" in words(at)
    points = alignment.read(access.scope(ME, works.portfolio), AS_OF).objectives.set_index("objective_key")["points"]
    assert points["O1"] == 60.0


def test_ratings_found_are_decided_on(works: Scope) -> None:
    made = challenging.prepare_challenge(ME, works, AS_OF, "Ratings", Rules(), TOTAL)
    held = Table(ME, works.portfolio, made)
    at = opened(workshop=made)
    assert "could change what the budget funds" in words(at)
    held.take("open_session")
    held.join(*NAMES)
    held.ask(dict.fromkeys(NAMES, 4))
    held.take("close")
    at = opened(workshop=made)
    assert "1 of 1 rating challenged should change" in words(at)
    assert "With a budget of" in words(at)
    assert table(at, "Cost of the project, $")["Agreement"].tolist() == ["high"]
    at.text_input(key="workshop_by").set_value("Board").run()
    press(at, next(label for label in labels(at) if "these levels from" in label))
    assert held.now.stage == "accepted"


def test_of_a_practice_nothing_can_be_decided(works: Scope) -> None:
    held = closed(works, practice=True)
    at = opened(workshop=held.number)
    assert "Practice: the people are simulated" in words(at)
    assert "The vote advises" not in words(at)
    assert not any("points from" in label for label in labels(at))


def test_the_minutes_stand_on_the_page_and_can_be_taken_away(works: Scope) -> None:
    held = closed(works)
    voting.dissent(held.tokens["Ben"], "Safety comes first.", "b" * 32)
    at = opened(workshop=held.number)
    assert "3 people came; 3 of 3 invited were among them." in words(at)
    assert "Safety comes first. (no name given)" in words(at)
    assert "Goepel" in words(at)
    agenda = table(at, "What was answered")
    assert agenda["Accepted"].tolist() == ["yes"] * 3
    assert not [name for name in NAMES if name in agenda.to_csv()]
    assert [one.label for one in at.get("download_button")][-2:] == ["PDF, minutes", "CSV, all of it as one table"]


def test_it_is_done_again_as_a_new_version(works: Scope) -> None:
    held = closed(works)
    press(opened(workshop=held.number), "Do it again as a new version")
    made, before = reading.listing(access.scope(ME, works.portfolio))
    assert (made.replaces, made.stage, before.stage) == (before.id, "draft", "closed")
    at = opened(workshop=made.id)
    assert f"{before.title}, version 2" in words(at)
    assert f"The first version\\: {before.title}" in [one.label for one in at.get("page_link")]
    assert not any("first version" in one.label for one in opened(workshop=before.id).get("page_link"))


@pytest.mark.parametrize("stage", ["draft", "lobby", "asking", "revealed", "closed"])
def test_who_may_not_decide_looks_and_leads_nothing(works: Scope, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    if stage == "closed":
        held = closed(works)
    else:
        number = making.prepare_weights(ME, works, AS_OF, "Weights", Rules())
        held = Table(ME, works.portfolio, number)
        making.invite(ME, works, number, [(name, "") for name in NAMES])
        steps = ("open_session", "ask_next", "reveal")
        held.take(*steps[: ("draft", "lobby", "asking", "revealed").index(stage)])
    title = held.now.title
    let_people_sign_in(monkeypatch)
    show_drafts(works.portfolio)
    viewer = everywhere("viewer")
    for query in ({"workshop": held.number}, {}):
        at = opened(viewer, portfolio=works.portfolio, **query)
        drawn = {str(one.key) for kind in ("button", "toggle", "text_area", "number_input") for one in at.get(kind)}
        assert not {key for key in drawn if key.startswith("workshop")}
    assert table(at, "Workshop")["Workshop"].tolist() == [title]


def test_ratings_decided_otherwise_stand_with_their_reason_in_the_minutes(works: Scope) -> None:
    made = challenging.prepare_challenge(ME, works, AS_OF, "Ratings", Rules(), TOTAL)
    held = Table(ME, works.portfolio, made)
    held.take("open_session")
    held.join(*NAMES)
    held.ask(dict.fromkeys(NAMES, 4))
    held.take("close")
    at = opened(workshop=made)
    at.text_input(key="workshop_by").set_value("Board").run()
    at.segmented_control(key="workshop_level_0").set_value("none").run()
    at.text_input(key="workshop_reason_0").set_value("The report is old").run()
    press(at, next(label for label in labels(at) if "from" in label and "level" in label))
    assert "none instead of extreme. The report is old" in words(at)
    told = words(at)
    assert "the ratings decided fund the same projects as those before. As found: " in told
    assert "rating challenged was changed" in told


def test_what_lacks_its_reason_is_named_and_marked_where_it_stands(works: Scope) -> None:
    made = challenging.prepare_challenge(ME, works, AS_OF, "Ratings", Rules(), TOTAL)
    held = Table(ME, works.portfolio, made)
    held.take("open_session")
    held.join(*NAMES)
    for _ in range(2):
        held.ask(dict.fromkeys(NAMES, 4))
    held.take("close")
    assert held.now.result is not None
    rated = held.now.result["ratings"][1]
    at = opened(workshop=made)
    at.text_input(key="workshop_by").set_value("Board").run()
    at.segmented_control(key="workshop_level_1").set_value("low").run()
    press(at, next(label for label in labels(at) if "these levels from" in label))
    names = held.now.names
    told = f"{names[rated['project']]} becomes low on {names[rated['objective']]}, and the workshop found extreme."
    assert told in refusal(at)
    beside = [one.value for one in at.error if "needs a reason" in one.value and not one.proto.title]
    assert beside == ["This departs from what the workshop found and needs a reason."]
    assert held.now.stage == "closed"
