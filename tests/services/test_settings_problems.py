"""What forbids a start: every way to be reached by somebody whom nobody let in."""

import pytest
from pydantic import SecretStr

from data_access.settings import Settings
from services.settings_problems import SHORTEST_SECRET, settings_problems

DRAWN = "Vx7-q0LmT3eRb9_zKw2HnYcA5sDfGj8u"
BEYOND = {"public_url": "https://bellwether.city.test", "secret": DRAWN}
OIDC = {**BEYOND, "oidc_issuer": "https://id.city.test", "oidc_client_id": "bw", "oidc_client_secret": "from provider"}
SOUND = {
    "accounts": BEYOND,
    "oidc": OIDC,
    "proxy": {**BEYOND, "proxy_secret": DRAWN},
}


def problems(beyond, **given):
    secrets = {"secret", "oidc_client_secret", "proxy_secret", "metrics_token"}
    return settings_problems(Settings(**{k: SecretStr(v) if k in secrets else v for k, v in given.items()}), beyond)


def test_one_user_on_this_machine_needs_no_setting():
    assert problems(False) == []


def test_one_user_is_never_served_beyond_this_machine():
    assert any("BELLWETHER_SIGN_IN" in sentence for sentence in problems(True, **BEYOND))


@pytest.mark.parametrize("way", SOUND)
def test_each_way_to_sign_in_starts_when_it_is_whole(way):
    assert problems(True, sign_in=way, **SOUND[way]) == []


@pytest.mark.parametrize(("way", "missing"), [(way, name) for way, held in SOUND.items() for name in held])
def test_each_way_to_sign_in_is_refused_without_any_one_of_its_settings(way, missing):
    held = {name: value for name, value in SOUND[way].items() if name != missing}
    said = problems(True, sign_in=way, **held)
    assert any(f"BELLWETHER_{missing.upper()}" in sentence for sentence in said)


@pytest.mark.parametrize("name", ["secret", "proxy_secret", "metrics_token"])
@pytest.mark.parametrize(
    "weak",
    [
        "short",
        DRAWN[: SHORTEST_SECRET - 1],
        "a" * 64,
        "changeme" * 8,
        "change-me-to-something-of-32-letters",
        "ab" * 40,
    ],
)
def test_a_weak_secret_is_refused_and_not_quoted(name, weak):
    said = problems(True, sign_in="proxy", **{**SOUND["proxy"], name: weak})
    assert any(f"BELLWETHER_{name.upper()}" in sentence for sentence in said)
    assert weak not in " ".join(said)


def test_accounts_on_this_machine_alone_need_no_secret_but_openid_does():
    assert problems(False, sign_in="accounts") == []
    assert any(
        "BELLWETHER_SECRET " in sentence for sentence in problems(False, sign_in="oidc", **{**OIDC, "secret": ""})
    )


def test_addresses_that_can_be_read_on_the_way_are_refused():
    assert problems(True, sign_in="accounts", **{**BEYOND, "public_url": "http://bellwether.city.test"})
    assert problems(False, sign_in="oidc", **{**OIDC, "oidc_issuer": "http://id.city.test"})
    assert problems(False, sign_in="oidc", **{**OIDC, "oidc_issuer": "http://127.0.0.1:9000"}) == []


def test_groups_may_name_only_roles_there_are():
    assert problems(False, group_roles={"a": "viewer", "b": "roads:analyst"}) == []
    assert len(problems(False, group_roles={"a": "king", "b": "roads:owner", "c": ""})) == 3


def test_an_idle_limit_beyond_the_whole_visit_is_refused():
    assert problems(False, session_idle_minutes=90, session_hours=1)


def test_a_start_that_leaves_the_checks_out_is_refused():
    assert any("-O" in sentence for sentence in settings_problems(Settings(), False, with_asserts=False))
