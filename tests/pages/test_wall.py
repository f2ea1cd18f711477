"""The wall through the shell: always where the facilitator is, in few words, and without a control that writes."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from services import access, objectives
from services.access import Scope
from services.workshops import challenging, deciding, making
from services.workshops.deciding import points_found
from services.workshops.rules import Rules
from tests.services.people_met import everywhere, let_people_sign_in, show_drafts
from tests.services.workshops import proposals
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.minds import alike, lead
from tests.services.workshops.proposals import AS_OF, ME
from ui.navigation import entry

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("Anna", "Ben", "Carla")


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return proposals.store()


def opened(visit: str = "", **query: object) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    if visit:
        at.user["visit"] = visit
    for name, value in query.items():
        at.query_params[name] = str(value)
    at.switch_page(str(entry("wall").path))
    at.run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    parts = (*at.title, *at.header, *at.subheader, *at.markdown, *at.caption)
    return re.sub(r"[\\*]", "", " ".join(part.value for part in parts))


def headline(at: AppTest) -> list[str]:
    return [one.value.replace("\\", "") for one in at.title]


def writes(at: AppTest) -> list[str]:
    return [str(one.key) for one in at.button if not str(one.key).startswith(("shell", "empty_action"))]


def test_without_a_workshop_it_says_where_to_open_one(works: Scope) -> None:
    assert "No workshop is chosen" in words(opened())


def test_it_follows_the_facilitator_from_the_lobby_to_the_decision(works: Scope) -> None:
    number = making.prepare_weights(ME, works, AS_OF, "Weights of 2027", Rules())
    held = Table(ME, works.portfolio, number)
    at = opened(workshop=number)
    assert "This workshop is not open yet." in words(at)
    held.take("open_session")
    held.join(*NAMES)
    at.run()
    code = held.now.code or ""
    assert f"{code[:3]} {code[3:]}" in words(at)
    assert "3 people have joined." in words(at)
    assert "Answers are anonymous: nobody can see which is whose." in words(at)
    held.take("ask_next")
    held.vote("Anna", -3)
    at.run()
    assert "Question 1" in words(at)
    assert "1 of 3 have answered." in words(at)
    assert not at.get("plotly_chart"), "no answer is drawn before all are shown"
    held.vote("Ben", 3)
    held.vote("Carla", 0)
    held.take("reveal")
    at.run()
    assert len(at.get("plotly_chart")) == 1
    assert "matter equally" in words(at)
    held.take("discuss")
    assert not at.run().exception
    held.take("accept")
    assert "1 of 3 pairs answered." in words(at.run())
    lead(held, alike({"O1": 2.0, "O2": 2.0, "O3": 1.0}))
    held.take("close")
    assert "matters most, with" in words(at.run())
    result = held.now.result
    assert result is not None
    points = points_found(result["weights"])
    deciding.accept_weights(ME, held.scope, number, held.now.version, AS_OF, "Board", points, {})
    assert "Decided by Board, as the workshop found" in words(at.run())
    assert writes(at) == []


def test_a_trial_is_called_one(works: Scope) -> None:
    held = open_workshop(ME, works, AS_OF, NAMES)
    held.take("warm_up")
    assert "Trial" in words(opened(workshop=held.number))


def test_a_practice_is_marked_on_the_wall(works: Scope) -> None:
    number = making.prepare_weights(ME, works, AS_OF, "Try", Rules(practice=True))
    assert "Practice: the people are simulated, and nothing of it counts." in words(opened(workshop=number))


def test_answers_of_two_are_not_drawn(works: Scope) -> None:
    held = open_workshop(ME, works, AS_OF, NAMES)
    held.ask({"Anna": -3, "Ben": 3}, accept=False)
    at = opened(workshop=held.number)
    assert "Fewer than three answered" in words(at)
    assert not at.get("plotly_chart")


def test_of_a_challenge_the_wall_tells_what_was_found_so_far_and_at_the_end(works: Scope) -> None:
    number = challenging.prepare_challenge(ME, works, AS_OF, "Ratings", Rules(), proposals.TOTAL)
    held = Table(ME, works.portfolio, number)
    making.invite(ME, held.scope, number, [(name, "") for name in NAMES])
    held.take("open_session")
    held.join(*NAMES)
    held.ask(dict.fromkeys(NAMES, 4))
    between = words(opened(workshop=number))
    asked = held.now.questions[0]
    told = f"{held.now.names[asked.left]} serves {held.now.names[asked.right]}: extreme"
    assert told in between
    assert f"1 of {len(held.now.frame['ratings'])} ratings accepted" in between
    assert f"with {(held.now.code or '')[:3]}" in between, "who comes late finds the way in"
    held.take("close")
    assert told in words(opened(workshop=number))


def challenge(works: Scope, **rules: object) -> Table:
    """A challenge that three people have joined."""
    told = Rules(**rules)  # type: ignore[arg-type]
    held = Table(
        ME,
        works.portfolio,
        challenging.prepare_challenge(ME, access.scope(ME, works.portfolio), AS_OF, "Ratings", told, proposals.TOTAL),
    )
    making.invite(ME, held.scope, held.number, [(name, "") for name in NAMES])
    held.take("open_session")
    held.join(*NAMES)
    return held


def test_while_a_rating_is_asked_the_wall_tells_what_phones_do_and_leads_nobody(works: Scope) -> None:
    for key in proposals.OBJECTIVES:
        objectives.describe_ratings(ME, access.scope(ME, works.portfolio), AS_OF, key, {"low": "Ten jobs a year"})
    held = challenge(works)
    held.take("ask_next")
    asked = held.now.current
    assert asked is not None
    pair = (asked.left, asked.right)
    (rated,) = (each for each in held.now.frame["ratings"] if (each["project"], each["objective"]) == pair)
    told = words(opened(workshop=held.number))
    assert f"Evidence: {rated['evidence'] or 'none is given'}." in told
    assert f"${rated['stake'] // 100} hang on this." in told
    assert "Low: Ten jobs a year" in told
    assert "Extreme: The objective stands or falls with it" in told
    assert "Rated" not in told
    assert "so far" not in told


def test_where_no_money_hangs_on_a_rating_none_is_told(works: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = challenging.challenged(ME, works, AS_OF, proposals.TOTAL)
    asked["ratings"] = [{**each, "needed": None, "inside": None} for each in asked["ratings"]]
    monkeypatch.setattr(challenging, "challenged", lambda *_: asked)
    held = challenge(works)
    held.take("ask_next")
    told = words(opened(workshop=held.number))
    assert "Evidence:" in told
    assert "hang on this" not in told


def test_once_answers_are_shown_the_rating_so_far_stands_beside_its_evidence(works: Scope) -> None:
    held = challenge(works, anonymous=False)
    held.ask({"Anna": 1, "Ben": 4, "Carla": 4}, accept=False)
    told = words(opened(workshop=held.number))
    for part in ("The group: extreme. Rated", "Evidence:", "hang on this.", "Extreme: Ben, Carla; Low: Anna"):
        assert part in told


def test_the_finding_of_a_challenge_is_the_largest_on_the_wall_and_ratings_that_stay_are_counted(works: Scope) -> None:
    held = challenge(works)
    stays = held.now.frame["ratings"][0]["rating"]
    held.ask(dict.fromkeys(NAMES, ("none", "low", "moderate", "strong", "extreme").index(stays)))
    held.take("close")
    at = opened(workshop=held.number)
    assert headline(at) == ["The same projects are funded as before with the ratings found."]
    assert "1 rating stays as it was. All stand in the minutes." in words(at)
    assert "as before" in words(at)
    assert "serves" not in words(at)


def test_after_a_decision_with_a_departure_the_wall_shows_what_was_decided(works: Scope) -> None:
    held = challenge(works)
    held.ask(dict.fromkeys(NAMES, 4))
    held.take("close")
    assert held.now.result is not None
    (rated,) = held.now.result["ratings"]
    (found,) = headline(opened(workshop=held.number))
    assert found.endswith("with the ratings found.")
    pair = (rated["project"], rated["objective"])
    told = (held.number, held.now.version, AS_OF, "Board", {pair: rated["before"]}, {pair: "The report is old"})
    challenging.accept_ratings(ME, held.scope, *told)
    at = opened(workshop=held.number)
    assert headline(at) == ["The same projects are funded as before with the ratings decided."]
    sentence = f"serves {held.now.names[pair[1]]}: {rated['before']}, as before (found: extreme)"
    for part in (sentence, "Decided by Board, with 1 departure", "0 of 1 rating challenged was changed."):
        assert part in words(at)
    assert f"Found: {found.replace(' with the ratings found', '')}" in words(at)


def test_who_may_decide_finds_the_way_back_from_the_wall(works: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    held = open_workshop(ME, works, AS_OF, NAMES)
    assert ways_back(opened(workshop=held.number)) == ["Back to the workshop"]
    let_people_sign_in(monkeypatch)
    show_drafts(works.portfolio)
    viewer = opened(str(everywhere("viewer").session), portfolio=works.portfolio, workshop=held.number)
    assert "3 people have joined." in words(viewer)
    assert ways_back(viewer) == []


def ways_back(at: AppTest) -> list[str]:
    return [one.label for one in at.get("page_link") if "Back" in one.label]


def test_one_that_ended_without_a_result_says_so(works: Scope) -> None:
    held = open_workshop(ME, works, AS_OF, NAMES)
    held.take("abandon")
    assert "This workshop ended without a result." in words(opened(workshop=held.number))


def test_who_only_looks_sees_the_wall(works: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    held = open_workshop(ME, works, AS_OF, NAMES)
    let_people_sign_in(monkeypatch)
    show_drafts(works.portfolio)
    at = opened(str(everywhere("viewer").session), portfolio=works.portfolio, workshop=held.number)
    assert "3 people have joined." in words(at)


def test_an_unknown_workshop_is_refused_in_words(works: Scope) -> None:
    at = opened(workshop=99)
    assert "There is no such workshop here" in " ".join(str(one.proto) for one in at.error)
