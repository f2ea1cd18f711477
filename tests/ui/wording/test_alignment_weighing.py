"""Questions and results of weighing in words: the more important first, the random index by name."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from models.verbal_scale import SEVEN
from services.weighing import Effect, Helpful, Weighed
from services.weighing_funded import FundedChange
from services.weighing_kept import Kept
from ui.wording import alignment_weighing as wording

NAMES = {"A": "Growth", "B": "Safety"}


def test_every_level_is_told_of_the_more_important_one():
    told = [wording.level(word, "Growth", "Safety") for word in SEVEN]
    assert told[0] == "Growth is extremely more important"
    assert told[3] == "Both are equally important"
    assert told[-1] == "Safety is extremely more important"
    assert len(set(told)) == 7


def test_every_step_of_the_scale_has_its_own_words():
    assert len({wording.ratio(times) for times in wording.RATIOS}) == len(wording.RATIOS) == 17
    assert wording.RATIOS[0] == 9


def test_answers_and_the_most_helpful_change_are_told():
    found = Helpful(("A", "B"), 3.0, 1 / 2, 0.3, 0.02, True, {})
    assert wording.helpful(found, NAMES, 4) == (
        'Changing "Growth 3 times Safety" to "Safety 2 times Growth" would help most: the ratio would be 0.020. It '
        "would change the order of the objectives, and 4 projects would change places."
    )
    assert "and no project would change places" in wording.helpful(found, NAMES, 0)


def test_what_a_budget_would_fund_otherwise_is_told_with_the_money():
    found = FundedChange(900_000_000_000, 12, ("Pumps", "Mains", "Kerbs", "Signals"), ("Bridge",), 42_000_000_000)
    assert wording.funds(found, "USD", 2) == (
        "With $9 bn for all projects, Pumps, Mains, Kerbs and 1 more ($420 m) would newly be funded; Bridge would no "
        "longer be funded."
    )
    assert wording.funds(FundedChange(900_000_000_000, 12, (), ("Bridge", "Mains"), 0), "USD", 2) == (
        "With $9 bn for all projects, Bridge and Mains would no longer be funded."
    )
    assert wording.funds(FundedChange(900_000_000_000, 12, (), (), 0), "USD", 2) == (
        "With $9 bn for all projects, the same ones would be funded."
    )
    assert wording.funds(None, "USD", 2) == ""


def test_a_total_that_nobody_stated_is_told_where_it_comes_from():
    told = wording.usual_budget(FundedChange(900_000_000_000, 12, (), (), 0), "USD", 2)
    assert told.startswith("$9 bn is no budget that somebody set")
    assert "60% of that of the 12 other projects" in told
    assert wording.usual_budget(None, "USD", 2) == ""


def test_consistency_names_the_random_index_and_says_nothing_where_nothing_is_asked_twice():
    told = {"cr": 0.123, "ri": 0.9, "table": "Saaty 1980", "acceptable": False}
    assert wording.consistency(Weighed({}, told)) == (
        "Consistency ratio 0.123 with the random index of Saaty 1980 (0.90): above the usual 0.10."
    )
    assert wording.consistency(Weighed({}, told | {"ri": 0.0})).startswith("No answer could contradict")
    assert wording.consistency(Weighed({}, {})) == ""
    assert "0.036 of all weight" in wording.consistency(Weighed({}, {"xi": 0.0357, "input_ratio": 0.04}))


def test_progress_says_when_one_may_stop():
    assert wording.so_far(3, 8, False) == "3 of 28 answers so far."
    assert "you may stop here" in wording.so_far(16, 8, True)
    assert wording.so_far(28, 8, True) == "All 28 answers given."


def test_the_effect_on_projects_is_told():
    shares = pd.DataFrame()
    assert "stay as it is" in wording.effect(Effect(shares, 20, 0, ()), {})
    said = wording.effect(Effect(shares, 20, 5, ("P1",)), {"P1": "Bridge"})
    assert said == "5 projects of 20 rated ones would change places; among the first 10 would newly be Bridge."
    assert "No project is rated" in wording.effect(Effect(shares, 0, 0, ()), {})


@pytest.mark.parametrize(
    ("method", "judgments", "first"),
    [
        ("pairwise", {"answers": [["A", "B", 3]]}, "Growth 3 times Safety"),
        ("rank", {"order": ["B", "A"]}, "1. Safety"),
        ("swing", {"points": {"A": 100.0, "B": 50.0}}, "Growth: 100"),
        (
            "best_worst",
            {"best": "A", "worst": "B", "best_to_others": {"A": 1, "B": 4}, "others_to_worst": {"A": 4, "B": 1}},
            "Growth is 1 times Growth",
        ),
    ],
)
def test_judgments_kept_are_told_in_the_words_of_their_method(method: str, judgments: dict, first: str):
    at = datetime(2026, 11, 2, tzinfo=UTC)
    kept = Kept(1, date(2026, 10, 31), "", method, judgments, {"weights": {"A": 0.75, "B": 0.25}}, "Board", "Ada", at)
    assert wording.judgments(kept, NAMES)["judged"].iloc[0] == first
    assert wording.result(kept, NAMES) == "Growth 75.0%, Safety 25.0%. Reason: Board"
    assert wording.kept(kept, NAMES).endswith(", Objectives at the top, by Ada")
