"""What phones show at a workshop: answers in words, who does not vote and why, large type, and the way out."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from data_access.settings import settings
from services.workshops import making
from tests.browser.room import Phone
from tests.services.workshops import round_table
from tests.services.workshops.round_table import FACILITATOR

PEOPLE = (("Anna Berg", ""), ("Otto Lind", ""), ("Rita Rao", ""))
THUMB = 44


@pytest.fixture(scope="module")
def running(start_apart):
    """A server on a database of this file's own, and that database's address."""
    return start_apart("phone")


@pytest.fixture
def opened(running, monkeypatch) -> Callable[..., round_table.Table]:
    """Return a workshop with rules of its own: Zoe sits there for Anna, Otto follows, Rita keeps out of the first."""
    monkeypatch.setenv("DATABASE_URL", running[1])
    settings.cache_clear()

    def make(key: str, **rules: object) -> round_table.Table:
        table = round_table.prepared(round_table.store(key), *PEOPLE, **rules)
        anna, otto, rita = table.now.seats
        for seat, told in ((anna, {"delegate": "Zoe"}), (otto, {"votes": False}), (rita, {"conflicts": ["O1"]})):
            making.change_seat(FACILITATOR, table.scope, table.number, seat.id, **{"votes": True, **told})
        table.take("open_session")
        return table

    return make


@pytest.fixture
def phone(browser: Browser, running) -> Iterator[Callable[[round_table.Table, str], Phone]]:
    """Return at each call a phone that sits at a place of a workshop."""
    made: list[Phone] = []

    def take(table: round_table.Table, place: str) -> Phone:
        made.append(Phone(browser, running[0]))
        made[-1].look(table.code)
        made[-1].page.get_by_role("button", name=place).click()
        return made[-1]

    yield take
    for each in made:
        each.close()


def reads(phone: Phone, words: str) -> None:
    """Wait until a phone says something."""
    expect(phone.page.get_by_text(words).first).to_be_visible(timeout=15_000)


def test_who_does_not_vote_reads_so_from_the_start_and_why(opened, phone) -> None:
    table = opened("kept-out")
    anna, otto, rita = (phone(table, place) for place in ("Zoe, for Anna Berg", "Otto Lind", "Rita Rao"))
    reads(anna, "Zoe, for Anna Berg")
    reads(otto, "You follow, you do not vote.")
    expect(otto.page.get_by_text("which answer is yours")).to_have_count(0)
    reads(rita, "You have a conflict of interest and are not asked about: Clean water.")
    table.take("ask_next")
    reads(otto, "Others answer this question now.")
    reads(rita, "You have a conflict of interest: Clean water.")
    assert [each.page.locator(".choice").count() for each in (anna, otto, rita)] == [7, 0, 0]
    for device in [table.join() for _ in range(3)]:
        table.vote(device, 2)
    table.take("reveal", "ask_again")
    reads(anna, "Answers to it were shown before you answered, so nobody can be added.")


@pytest.mark.parametrize(
    ("scale", "left", "right"),
    [
        ("verbal", "Clean water much more", "Safe roads extremely more"),
        ("saaty", "Clean water, 6 times as important", "Safe roads, 9 times as important"),
    ],
)
def test_an_answer_comes_back_in_the_words_of_its_scale(opened, phone, scale, left, right) -> None:
    table = opened(f"words-{scale}", scale=scale)
    anna = phone(table, "Anna Berg")
    table.take("ask_next")
    for value, words in ((-5, left), (0, "both matter equally"), (8, right)):
        anna.answer(value)
        reads(anna, f"Your answer: {words}.")
        assert anna.has_chosen(value)
    assert table.ballots() == [8]
    assert not anna.visitor.barriers()


@pytest.mark.parametrize("scale", ["verbal", "saaty"])
def test_everything_can_be_tapped_and_read_on_a_small_phone_and_in_type_twice_as_large(opened, phone, scale) -> None:
    table = opened(f"large-{scale}", scale=scale)
    anna = phone(table, "Anna Berg")
    anna.page.set_viewport_size({"width": 360, "height": 740})
    table.take("ask_next")
    choices = anna.page.locator(".choice")
    expect(choices).to_have_count(7 if scale == "verbal" else 17, timeout=15_000)
    small = [each.bounding_box() for each in choices.all()]
    assert min(min(box["width"], box["height"]) for box in small) >= THUMB
    assert max(box["y"] + box["height"] for box in small) <= 740
    anna.page.set_viewport_size({"width": 390, "height": 844})
    names = anna.page.locator(".side b, .choice, #place")
    before = [_type_size(each) for each in names.all()]
    anna.page.evaluate("document.documentElement.style.fontSize = '32px'")
    assert [_type_size(each) for each in names.all()] == [2 * size for size in before]
    assert anna.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _type_size(found) -> float:
    return float(found.evaluate("each => parseFloat(getComputedStyle(each).fontSize)"))


def test_leaving_asks_once_and_a_phone_of_a_workshop_that_is_over_is_asked_for_the_next_code(opened, phone) -> None:
    table = opened("over", anonymous=False)
    anna = phone(table, "Anna Berg")
    anna.page.get_by_role("button", name="Leave the workshop").click()
    anna.page.get_by_role("button", name="Stay").click()
    assert table.now.seats[0].taken
    table.take("ask_next")
    anna.answer(2)
    table.take("reveal", "close")
    reads(anna, "Thank you")
    anna.page.reload()
    reads(anna, "Thank you")
    anna.page.get_by_text("Join another workshop").click()
    reads(anna, "Six letters and figures")
    anna.page.get_by_role("link", name="Say something for its minutes").click()
    reads(anna, "Thank you")
    anna.page.get_by_role("button", name="Leave the workshop").click()
    anna.page.get_by_role("button", name="Leave", exact=True).click()
    reads(anna, "Six letters and figures")
    assert not table.now.seats[0].taken
