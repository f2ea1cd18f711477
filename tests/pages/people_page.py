"""The page of people as a person before it sees and works it."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from ui.navigation import entry

ROOT = Path(__file__).resolve().parents[2]


def opened(who=None, **query):
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    if who is not None:
        at.user["visit"] = str(who.session)
    for name, value in query.items():
        at.query_params[name] = value
    at.switch_page(str(entry("people").path))
    at.run()
    assert not at.exception
    return at


def headline(at):
    return at.title[0].value.replace("\\", "")


def words(at):
    elements = [*at.title, *at.markdown, *at.caption, *at.error, *at.header, *at.subheader]
    return "\n".join(element.value for element in elements).replace("\\", "")


def table(at, column):
    return next(element.value for element in at.dataframe if column in element.value)


def refusals(at):
    return " ".join(str(error.proto) for error in at.error).replace("\\", "")


def pressed(at, key):
    at.button(key=key).click().run()
    assert not at.exception
    return at


FORM = """
from ui.parts import people_forms
people_forms.offer_link()
people_forms.add({"town": "Small town"}, None)
"""


def form(who=None):
    """Return what the dialog for a new person holds, which a run of the whole page would close."""
    at = AppTest.from_string(FORM, default_timeout=60)
    if who is not None:
        at.user["visit"] = str(who.session)
    return at.run()


def filled(at, account, name, role="", place=""):
    at.text_input(key="people_account").set_value(account)
    at.text_input(key="people_name").set_value(name)
    at.selectbox(key="people_role_new").set_value(role)
    at.selectbox(key="people_place_new").set_value(place)
    next(button for button in at.button if button.label == "Add the person").click().run()
    assert not at.exception
    return at
