"""No secret of the settings survives in a text, in whatever way it is written."""

from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from data_access.redaction import HIDDEN, masked_address, redacted, secrets_of
from data_access.settings import Settings

SECRET = st.text(st.characters(min_codepoint=33, max_codepoint=0x24F, exclude_characters="[]"), min_size=8, max_size=40)
NEAR = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20)


@given(SECRET, NEAR, NEAR)
def test_a_secret_of_the_settings_is_found_as_written_and_as_in_an_address(secret, before, after):
    known = secrets_of(Settings(secret=SecretStr(secret)))
    for form in (secret, quote(secret, safe="")):
        assert form not in redacted(f"{before}{form}{after}", known)


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="@?&"), min_size=8, max_size=40))
def test_the_password_of_the_database_is_found_by_itself_and_in_its_address(password):
    address = f"postgresql://city:{password}@db:5432/city"
    known = secrets_of(Settings(database_url=address))
    assert password not in redacted(f"cannot connect to {address} with {password}", known)
    assert password not in masked_address(address)


def test_what_looks_like_a_secret_is_hidden_though_nobody_knows_it():
    session = "0f8fad5b-d9cb-469f-a165-70867728950e"
    for text in (
        "Cookie: bellwether=abcdef; other=1",
        "{'cookie': 'bellwether=abcdef'}",
        "Authorization: Bearer abcdef",
        f"PUT /_stcore/upload_file/{session}/abcdef",
        f"session {session} abcdef"[:45],
        "GET /sign-in/return?code=abcdef&state=abcdef",
        "GET /invitation/abcdef",
        "password=abcdef",
    ):
        told = redacted(text)
        assert "abcdef" not in told
        assert session not in told
        assert HIDDEN in told


def test_ordinary_words_are_left_alone():
    for text in (
        "state of the job: running",
        "the code of the page",
        "12 rows from roads.csv",
        "/budget?portfolio=city",
    ):
        assert redacted(text, secrets_of(Settings())) == text


def test_a_secret_too_short_to_be_told_from_words_is_not_looked_for():
    assert secrets_of(Settings(secret=SecretStr("abc"))) == ()
