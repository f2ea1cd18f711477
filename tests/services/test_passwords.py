"""Which passwords may be chosen, and that an invitation is taken up by none of the others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services import passwords, people, sign_in
from services.access import operator
from services.errors import Explained
from tests.services import town
from tests.services.people_met import let_people_sign_in

ANA = ("ana.ruiz", "Ana Ruiz", "ana.ruiz@plans.example")


def said(password, known=ANA):
    """Return why a password is refused and what to do instead, or nothing where it is taken."""
    try:
        passwords.checked(password, known)
    except Explained as refused:
        return f"{refused.why} {refused.repair}"
    return ""


@pytest.mark.parametrize(
    "password", ["correct horse battery", "several words do well", "x8fkq2mzp0vb", "große Wolken im Mai"]
)
def test_several_words_or_characters_by_chance_are_taken(password):
    assert said(password) == ""


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("password1234", "very many people choose"),
        (" " * 14, "repeats"),
        ("qwertyuiopas", "very many people choose"),
        ("abcdefghijklm", "follow one another"),
        ("elizabethmaria", "common words or names"),
        ("12.05.198712", "date"),
        ("x" * passwords.LONGEST, "repeats"),
    ],
)
def test_what_a_program_tries_first_is_refused_with_the_reason(password, why):
    told = said(password)
    assert "soon be guessed" in told
    assert why in told
    assert "!" not in told


@pytest.mark.parametrize("password", ["ana.ruiz@plans", "Ruiz, Ana 2026", "RUIZ-ana-ruiz-1", "bellwether1234"])
def test_what_is_built_from_account_name_or_service_is_said(password):
    assert "your own account, name or address" in said(password)


def test_the_names_of_one_person_do_not_count_for_the_next():
    assert "your own account, name or address" in said("zykowskaulryka", ("ulryka.zykowska", "Ulryka Zykowska"))
    assert said("zykowskaulryka") == ""


@given(st.text(max_size=passwords.SHORTEST - 1) | st.just("ab9 " * passwords.LONGEST))
def test_length_goes_before_everything(password):
    assert "12 to 256 characters" in said(password)


@given(st.text(min_size=passwords.SHORTEST, max_size=passwords.LONGEST))
def test_whatever_is_typed_is_taken_or_refused_in_words(password):
    told = said(password)
    assert told == "" or told.startswith("It would soon be guessed.")


@settings(max_examples=25)
@given(st.text(min_size=passwords.JUDGED, max_size=90), st.text(max_size=passwords.LONGEST - 90))
def test_only_the_first_characters_of_a_long_password_are_judged(begun, rest):
    assert said(begun + rest) == said(begun[: passwords.JUDGED])


@given(
    st.lists(st.sampled_from(["Ana", "ruiz", "RUIZ", "plans", "Bellwether"]), min_size=4, max_size=5),
    st.sampled_from(["", " ", ".", "-", ", "]),
    st.sampled_from(["", "1", "2026", " 07"]),
)
def test_no_row_of_what_is_known_of_a_person_is_taken(words, between, end):
    assert said(between.join(words) + end) != ""


def test_an_invitation_is_taken_up_by_no_password_that_names_its_person(database_url, monkeypatch):
    town.store()
    let_people_sign_in(monkeypatch)
    token = people.invite(operator(), people.add(operator(), "o.brannigan", "Orla Brannigan"))
    with pytest.raises(Explained, match="cannot be used"):
        sign_in.take_up(token, "orlabrannigan1", "192.0.2.1", "a browser")
    sign_in.take_up(token, "correct horse battery", "192.0.2.1", "a browser")


def test_a_link_that_holds_no_more_is_told_before_the_password_is_judged(sqlite_url, monkeypatch):
    let_people_sign_in(monkeypatch)
    with pytest.raises(Explained, match="This link cannot be used"):
        sign_in.take_up("no such link", "short", "192.0.2.1", "a browser")
