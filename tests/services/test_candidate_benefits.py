"""Which amounts are money, and how late benefits are predicted to come."""

import pandas as pd
import pytest

from services import candidate_benefits, slip, slip_coverage, slip_ground
from services.candidate_benefits import money_factor
from services.chances import HORIZONS
from tests.services.slip_works import LAST, reports, store


@pytest.mark.parametrize(
    ("unit", "factor"),
    [
        ("USD per year", (1.0, True)),
        ("$", (1.0, False)),
        ("USD k", (1e3, False)),
        ("m USD p.a.", (1e6, True)),
        (None, (1.0, False)),
        ("  ", (1.0, False)),
        ("hours saved per year", None),
        ("EUR", None),
        ("USD per case", None),
    ],
)
def test_only_the_currency_of_the_portfolio_is_money(unit, factor):
    assert money_factor(unit, "USD") == factor


def test_delays_are_the_days_said_of_each_project_and_never_below_zero(database_url):
    scope = store(reports())
    slip.refresh(scope)
    keys = pd.Index([f"P-{number:03}" for number in range(60)])
    likely, safe = (candidate_benefits.delays(scope, LAST, keys, level) for level in ("p50", "p80"))
    assert likely.notna().sum() > 50
    known = likely.notna()
    assert (safe[known] >= likely[known]).all()
    assert (likely[known] >= 0).all()
    ground = slip_ground.ground(scope, LAST, HORIZONS[0])
    told = slip_coverage.days(ground, slip_coverage.coverage(scope, ground).levels).set_index("project_key")
    assert safe[known].to_dict() == told["p80_days"].clip(lower=0).to_dict()
    assert safe.max() > 0
    assert pd.isna(likely["P-000"])
    assert candidate_benefits.delays(scope, LAST, keys, "none").isna().all()
