"""A file is loaded where people sign in, by a thread that sits before no screen."""

from datetime import date

from services import states
from services.access import scope
from tests.pages.test_upload import SERIES, headline, load, opened, upload, works
from tests.services.people_met import let_people_sign_in, meet
from ui.state.uploading import LOADED

__all__ = ["works"]


def test_where_people_sign_in_a_file_is_loaded_and_its_figures_follow(works, monkeypatch):
    let_people_sign_in(monkeypatch)
    analyst = meet("works")["analyst"]
    at = load(upload(opened(visit=str(analyst.session)), SERIES))
    assert headline(at) == "The file is loaded."
    figures = at.session_state[LOADED]["figures"]
    figures.wait(60)
    assert (figures.finished, figures.error) == (True, None)
    assert len(states.projects(scope(analyst, "works"), date(2026, 6, 28), ["name"])) == 4
