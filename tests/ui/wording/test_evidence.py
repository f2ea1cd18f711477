"""Evidence against a report, said in plain words and only as far as it is known."""

from datetime import date

import numpy as np
import pandas as pd

from models.disagreement import BETTER, CHECKS, WORSE
from services.evidence import Evidence
from ui.wording import evidence as wording

NAN = float("nan")


def row(**more):
    told = {f"check_{name}": NAN for name in CHECKS}
    told |= dict.fromkeys(
        ("late_days", "spi", "spi_t", "cpi", "over_budget", "over_budget_share", "exposure_share"), NAN
    )
    told |= {"rag_assured": NAN, "status_since": pd.Timestamp(2025, 3, 31), "status_changed": True, "moves_since": 4}
    told |= {"moved_since_days": 163.0, "said_overall": 1.0, "disagrees": BETTER, "probability": NAN, "rank": NAN}
    return told | more


def found(rows, **more):
    told = {"as_of": date(2026, 10, 31), "days": 30, "silent": 0, "carried": 0, "ranked": 115}
    told |= {"horizon_words": "within 12 months (by 31 Oct 2027)", "note": ""}
    return Evidence(rows=pd.DataFrame(rows), **(told | more))


def test_the_gravest_evidence_comes_first_and_what_is_green_is_not_said():
    said = wording.evidence(
        row(check_late=3, late_days=45, check_moves=5, check_over=1, over_budget_share=0.01, over_budget=5), "USD"
    )
    assert said == (
        "Forecast moved later 4 times since its status last changed (31 Mar 2025), +163 days in all; "
        "45 days late against its approved date."
    )


def test_every_kind_of_evidence_has_its_words():
    bad = row(
        **{f"check_{name}": 5 for name in CHECKS},
        late_days=95, spi=0.8, spi_t=0.71, cpi=0.83, over_budget=4e6, over_budget_share=0.23, exposure_share=0.12,
        rag_assured=5, status_changed=False, moves_since=1,
    )  # fmt: skip
    bad |= {"rag_assured": 5.0}
    assert wording.evidence(bad, "USD") == (
        "95 days late against its approved date; forecast moved later once since its first report (31 Mar 2025), "
        "+163 days in all; SPI(t) 0.71; forecast 23% over budget (+$4 m); CPI 0.83; open risks of 12% of its cost; "
        "the PMO holds it red."
    )


def test_spi_stands_in_where_spi_in_time_is_not_known():
    assert wording.evidence(row(check_progress=5, spi=0.59), "USD") == "SPI 0.59."


def test_against_a_red_report_all_that_is_known_is_said():
    said = wording.evidence(
        row(disagrees=WORSE, check_late=1, late_days=0.0, check_moves=1, moves_since=0, check_over=1,
            over_budget_share=0.0, over_budget=0.0), "USD")  # fmt: skip
    assert said == (
        "On its approved date; forecast not moved later since its status last changed (31 Mar 2025); "
        "forecast on budget."
    )


def test_a_chance_has_its_place_and_a_sentence_of_its_own():
    some = found([row()])
    assert wording.slip(row(probability=0.62, rank=8.0), some) == "62% to slip within 12 months, 8th likeliest of 115."
    assert wording.slip(row(probability=0.62), some) == "62% to slip within 12 months."
    assert wording.slip(row(), some) == ""


def test_who_is_left_out_is_said():
    assert wording.left_out(found([row()], silent=2, carried=1, note="No chance.")) == (
        "2 live projects report no status. 1 live project was not reported this time. No chance."
    )


def test_a_still_rating_is_told_with_what_the_forecast_did():
    still = row(status_reports=14)
    assert wording.steady_row(still) == "Green 14 times since 31 Mar 2025; forecast +163 days, 4 moves later."
    assert wording.steady_row(still | {"moved_since_days": np.nan}).endswith("no forecast to follow.")


def test_a_report_that_only_the_prediction_contradicts_says_so_instead_of_nothing():
    alone = row(check_late=1, late_days=0.0)
    assert wording.evidence(alone, "USD") == "No fact stands against it, only the prediction."
    assert not wording.against(alone)
    assert wording.against(row(check_moves=3))
