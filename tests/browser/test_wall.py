"""Nobody scrolls a wall: each stage of a workshop with long names fits the screens of meeting rooms."""

import pandas as pd
import pytest

from data_access import transaction
from data_access.settings import settings
from services import access, portfolios
from services.access import Scope
from services.workshops import challenging, deciding, making
from services.workshops.rules import Rules
from tests.browser.driver import Visitor
from tests.services import town
from tests.services.workshops import proposals
from tests.services.workshops.held import Table
from tests.services.workshops.proposals import AS_OF, ME

SCREENS = ((1440, 900), (1920, 1080))
TITLE = "Judgments of the steering committee of the capital and IT programme for the budget years 2027 to 2029"
PEOPLE = [f"Cosima Thornbury-Lindqvist {place}" for place in range(12)]
EVIDENCE = "Modelled in the options study, with counts at nine junctions over two winters and a survey of homes. " * 4
FITS = """() => {
    const drawn = document.querySelectorAll(".st-key-wall :is(p, h1, h2, svg, img)");
    const seen = [...drawn].map((one) => one.getBoundingClientRect());
    const main = document.querySelector("[data-testid=stMain]");
    const picture = document.querySelector(".st-key-wall .js-plotly-plot");
    return {
        scrolled: Math.max(main.scrollHeight, document.documentElement.scrollHeight) - innerHeight,
        below: Math.max(...seen.map((one) => one.bottom)) - innerHeight,
        picture: picture ? picture.getBoundingClientRect().height : 999,
    };
}"""


@pytest.fixture(scope="module")
def running(start_apart) -> tuple[str, str]:
    """A server on a database of this file's own, and that database's address."""
    return start_apart("wall")


@pytest.fixture
def works(running, monkeypatch) -> str:
    """The key of a portfolio with eight objectives and eight proposals, all of long names."""
    monkeypatch.setenv("DATABASE_URL", running[1])
    settings.cache_clear()
    key = f"works{len(portfolios.listing(ME))}"
    facts = portfolios.create(ME, key, "Works", "USD")
    named = [f"O{place}" for place in range(1, 9)]
    objectives = {
        "objective_key": named,
        "name": [f"Safe and reliable infrastructure of kind {place}" for place in named],
        "statement": [
            f"Halve the unplanned closures and failures of kind {place} by the year 2030." for place in named
        ],
        "weight": [50.0, 30.0, 20.0, 4.0, 3.0, 3.0, 2.0, 2.0],
    }
    projects = proposals.projects()
    projects["name"] = [f"Renewal of the northern bridges and viaducts, {name}" for name in projects["name"]]
    with transaction() as work:
        town.load(work, facts.id, "projects", AS_OF, projects)
        town.load(work, facts.id, "objectives", AS_OF, pd.DataFrame(objectives))
        town.load(work, facts.id, "impacts", AS_OF, proposals.impacts().assign(evidence=EVIDENCE))
        work.portfolios.raise_version(facts.id)
    return key


def seated(scope: Scope, number: int) -> Table:
    """A workshop that is open, with everybody there."""
    held = Table(ME, scope.portfolio, number)
    making.invite(ME, held.scope, number, [(name, "") for name in PEOPLE])
    held.take("open_session")
    held.join(*PEOPLE)
    return held


def look(wall: Visitor, held: Table, stage: str) -> None:
    """Measure the wall of a workshop on each screen."""
    wall.open("wall", {"portfolio": held.portfolio, "workshop": str(held.number)})
    for width, height in SCREENS:
        wall.page.set_viewport_size({"width": width, "height": height})
        wall.page.wait_for_timeout(400)
        found = wall.page.evaluate(FITS)
        assert found["scrolled"] <= 0, (stage, width, found)
        assert found["below"] <= 0, (stage, width, found)
        assert found["picture"] > 120, (stage, width, found)


def answers(held: Table, answer: int, other: int) -> None:
    """Let everybody answer, half of them otherwise."""
    for place, name in enumerate(PEOPLE):
        held.vote(name, answer if place % 2 else other)


def through(wall: Visitor, held: Table, answer: int, other: int) -> None:
    """Lead a workshop from the lobby to the end, looking at the wall at each stage."""
    look(wall, held, "lobby")
    held.take("ask_next")
    look(wall, held, "asking")
    answers(held, answer, other)
    held.take("reveal")
    look(wall, held, "revealed")
    held.take("discuss")
    look(wall, held, "discussing")
    held.take("accept")


def test_weights_fit_the_wall_at_every_stage(visit, running, works) -> None:
    scope = access.scope(ME, works)
    held = seated(scope, making.prepare_weights(ME, scope, AS_OF, TITLE, Rules(anonymous=False)))
    wall = visit(running[0])
    through(wall, held, -8, 5)
    for _ in range(8):
        held.ask(dict.fromkeys(PEOPLE, -2))
    look(wall, held, "between")
    held.take("close")
    look(wall, held, "closed")
    assert held.now.result is not None
    points = deciding.points_found(held.now.result["weights"])
    deciding.accept_weights(ME, held.scope, held.number, held.now.version, AS_OF, TITLE, points, {})
    look(wall, held, "accepted")


def test_a_challenge_fits_the_wall_at_every_stage(visit, running, works) -> None:
    scope = access.scope(ME, works)
    asked = challenging.challenged(ME, scope, AS_OF, proposals.TOTAL)
    (first, *_) = asked["ratings"]
    every = {(project, objective): None for project in proposals.COST for objective in proposals.OBJECTIVES}
    asked["ratings"] = [{**first, "project": project, "objective": objective} for project, objective in every]
    asked["projects"] = [
        {"key": key, "name": f"Renewal of the northern bridges and viaducts, {key}", "statement": EVIDENCE}
        for key in proposals.COST
    ]
    held = seated(scope, making.prepare(ME, scope, AS_OF, TITLE, Rules(anonymous=False), "challenge", asked))
    wall = visit(running[0])
    through(wall, held, 0, 4)
    for place in range(len(every) - 1):
        held.ask(dict.fromkeys(PEOPLE, place % 5))
        if place == 14:
            look(wall, held, "between")
    held.take("close")
    look(wall, held, "closed")
    assert held.now.result is not None
    found = {(each["project"], each["objective"]): each["found"] for each in held.now.result["ratings"]}
    other = {pair: "low" if level != "low" else "strong" for pair, level in list(found.items())[:6]}
    told = (held.number, held.now.version, AS_OF, TITLE, found | other, dict.fromkeys(other, "The report is old"))
    challenging.accept_ratings(ME, held.scope, *told)
    look(wall, held, "accepted")
