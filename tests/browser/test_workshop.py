"""A workshop on weights from the first code to the decision: facilitator, wall and three phones, in real browsers."""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from data_access.settings import settings
from services.workshops import minutes
from tests.browser.driver import Visitor
from tests.browser.room import SAVED, Phone, step, told
from tests.services.workshops import round_table

ALLOWED = tomllib.loads(Path(__file__).with_name("axe_allowed.toml").read_text(encoding="utf-8"))["allowed"]
ANNA = ("Anna Berg", "")


@pytest.fixture(scope="module")
def running(start_apart):
    """A server on a database of this file's own, and that database's address."""
    return start_apart("workshop")


@pytest.fixture
def table(running, monkeypatch) -> round_table.Table:
    """A workshop that is being prepared, with Anna on its list; whoever has the code may join too."""
    monkeypatch.setenv("DATABASE_URL", running[1])
    settings.cache_clear()
    return round_table.prepared(round_table.store(), ANNA, quorum=3)


@pytest.fixture
def phone(browser: Browser, running) -> Iterator[Callable[[], Phone]]:
    """Return a phone at each call."""
    made: list[Phone] = []

    def take() -> Phone:
        made.append(Phone(browser, running[0]))
        return made[-1]

    yield take
    for each in made:
        each.close()


def test_a_workshop_is_held_from_the_code_to_the_decision(visit, phone, table, running) -> None:
    console, wall, second = visit(running[0]), visit(running[0]), visit(running[0])
    here = {"portfolio": "town", "workshop": str(table.number)}
    console.open("workshop", here)
    step(console, "Open for joining")
    told(console, "Ask the first question")
    wall.open("wall", here)
    told(wall, "0 people have joined")
    anna, ben, carla = phones = [phone() for _ in range(3)]
    sit_down(anna, ben, carla, table.code)
    told(wall, "3 people have joined")
    assert barriers(wall) == barriers(anna.visitor) == []

    step(console, "Ask the first question")
    phones.append(first_question(*phones, wall, phone(), table.code))
    second.page.route("**/events/**", lambda route: route.abort())
    second.open("workshop", here)
    step(console, "Show the answers")
    told(wall, "The group:")
    step(second, "Show the answers")
    told(second, "Somebody else has moved the workshop on")
    assert table.ballots() == [-2, 0, 2, 8]
    assert barriers(wall) == barriers(console) == barriers(anna.visitor) == []

    step(console, "Ask again")
    second_thoughts(ben, phones[3], wall)
    step(console, "Show the answers")
    told(wall, "The group:")
    assert table.ballots() == [-2, 0, 0, 8]
    other_questions(console, wall, phones)
    to_the_end(console, wall, anna, ben)
    assert views_in_minutes(table) == [("I would put roads first.", "Anna Berg"), ("I would put safety first.", "")]
    assert [each.complaints() for each in (console, wall, *(one.visitor for one in (anna, ben, phones[3])))] == [[]] * 5


def first_question(anna: Phone, ben: Phone, carla: Phone, wall: Visitor, dana: Phone, code: str) -> Phone:
    """Let Anna change her mind, Ben drop out, Dana come late and Carla answer without a line; return Dana's phone."""
    anna.answer(-8)
    ben.answer(-2)
    told(wall, "2 of 3 have answered")
    ben.drop_out()
    anna.answer(0)
    assert barriers(wall) == barriers(anna.visitor) == []
    dana.look(code)
    dana.sit("Join without a name")
    told(wall, "2 of 4 have answered")
    dana.answer(2)
    lost_on_the_way(carla)
    told(wall, "4 of 4 have answered")
    return dana


def second_thoughts(ben: Phone, dana: Phone, wall: Visitor) -> None:
    """Let Ben come back and find his answer as he left it, and Dana change hers."""
    ben.come_back()
    expect(ben.page.get_by_text("Your answer from before counts unless you change it.")).to_be_visible()
    assert ben.has_chosen(-2)
    dana.answer(0)
    told(wall, "Asked again: keep your answer or change it.")


def other_questions(console: Visitor, wall: Visitor, phones: list[Phone]) -> None:
    """Ask and accept the two that are left."""
    for _ in range(2):
        step(console, "Accept, and ask the next")
        for each in phones:
            expect(each.page.get_by_text("Tap an answer.")).to_be_visible(timeout=15_000)
            each.answer(-2)
        told(wall, "4 of 4 have answered")
        step(console, "Show the answers")
    step(console, "Accept", exact=True)
    told(wall, "3 of 3 pairs answered")


def to_the_end(console: Visitor, wall: Visitor, anna: Phone, ben: Phone) -> None:
    """Close, dissent and decide."""
    step(console, "Close the workshop")
    told(wall, "matters most")
    told(console, "Decide on it")
    say_otherwise(ben)
    sign_a_view(anna)
    assert barriers(wall) == barriers(console) == barriers(ben.visitor) == []
    decide(console)
    told(wall, "Decided by Steering committee")


def sit_down(anna: Phone, ben: Phone, carla: Phone, code: str) -> None:
    """Let three people join; the third tries Anna's place first, from a page that was drawn before Anna sat there."""
    anna.look(code)
    carla.look(code)
    anna.sit("Anna Berg")
    ben.look(code)
    expect(ben.page.get_by_text("Already here: Anna Berg.")).to_be_visible()
    ben.sit("Join without a name")
    carla.page.get_by_role("button", name="Anna Berg").click()
    expect(carla.page.get_by_text("Somebody sits at the place of Anna Berg already.")).to_be_visible()
    carla.sit("Join without a name")


def lost_on_the_way(phone: Phone) -> None:
    """Let a phone lose its line, answer meanwhile, and have that stored once the line stands again."""
    with phone.without_line():
        phone.tap(8)
        expect(phone.page.get_by_text("Saving.")).to_be_visible()
    expect(phone.page.get_by_text(SAVED)).to_be_visible(timeout=15_000)


def say_otherwise(phone: Phone) -> None:
    expect(phone.page.get_by_text("Thank you")).to_be_visible(timeout=15_000)
    expect(phone.page.get_by_role("checkbox")).to_have_count(0)
    expect(phone.page.get_by_role("button", name="Put it in")).to_be_disabled()
    phone.page.get_by_label("Your view").fill("I would put safety first.")
    phone.page.get_by_role("button", name="Put it in").dblclick()
    expect(phone.page.get_by_text("It is in the minutes")).to_be_visible()
    expect(phone.page.get_by_label("Your view")).to_have_value("")


def sign_a_view(phone: Phone) -> None:
    """Let somebody on the list sign with the name of their place, while the line is lost at first."""
    with phone.without_line():
        phone.page.get_by_label("Your view").fill("I would put roads first.")
        phone.page.get_by_label("With my name: Anna Berg").check()
        phone.page.get_by_role("button", name="Put it in").click()
        expect(phone.page.get_by_text("Saving.")).to_be_visible()
    expect(phone.page.get_by_text("It is in the minutes")).to_be_visible(timeout=15_000)


def views_in_minutes(table: round_table.Table) -> list[tuple[str, str]]:
    """Return the views put into the minutes, with the names they bear."""
    return sorted((each.words, each.name) for each in minutes.minutes(table.scope, table.number).dissent)


def decide(console: Visitor) -> None:
    console.page.get_by_label("Who decided").fill("Steering committee")
    console.page.get_by_label("Who decided").press("Tab")
    console.settle()
    console.page.get_by_role("button", name="these points from").click()
    told(console, "Decided by Steering committee")


def barriers(visitor: Visitor) -> list[object]:
    """Return what axe finds serious on a page, but for what is known of Streamlit's own widgets."""
    return [
        found
        for found in sorted(visitor.barriers())
        if not any(each["rule"] == found.rule and re.search(each["element"], found.element) for each in ALLOWED)
    ]
