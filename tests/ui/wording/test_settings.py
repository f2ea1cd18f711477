"""Every threshold is explained, and a portfolio's headline says what is fixed."""

from services.portfolios import DEFAULT_THRESHOLDS, KEY
from ui.wording import settings


def test_every_threshold_is_explained():
    assert {threshold.name for threshold in settings.THRESHOLDS} == set(DEFAULT_THRESHOLDS)


def test_the_headline_says_what_data_have_fixed():
    assert settings.finding("Works", "EUR", 4, False) == "Works counts in EUR, with fiscal years from April."
    assert settings.finding("Works", "EUR", 4, True).endswith("both are fixed, for data exist.")


def test_a_key_made_from_a_name_is_one_that_can_be_used():
    for name in ("Capital Programme 2026 (North)", "Straßen & Brücken", "x" * 90, "a  -  b"):
        assert KEY.fullmatch(settings.key_of(name))
    assert settings.key_of("  ") == ""
