"""How safe a selection is, in sentences that say what was varied and what was not solved."""

from ui.wording import budget_robustness as wording

TOLD = {
    "ranges": {"weights": 0.05, "ratings": True, "values": 0.0, "costs": 0.1},
    "draws": 200,
    "solved": 188,
    "proven": 180,
    "impossible": 12,
    "unsolved": 0,
    "funded": 41,
    "stay_funded": 33,
    "moves": [],
    "tried": 57,
}


def test_the_headline_names_what_was_varied():
    assert wording.finding(TOLD) == "33 of 41 stay funded under nine in ten plausible weights, ratings and costs."


def test_what_is_kept_is_not_called_tested_and_draws_in_which_it_does_not_fit_are_said():
    said = wording.finding(TOLD | {"funded": 2, "stay_funded": 1}, kept=True)
    assert said.startswith(
        "What is funded now is kept and not tested. Of the 2 more that the rest of the money buys best,"
    )
    assert "1 stays funded" in said
    assert wording.impossible(TOLD).startswith("In 12 of 200 draws what is kept and decided no longer fits")
    assert wording.impossible(TOLD | {"impossible": 0}) == ""


def test_draws_that_do_not_count_are_said():
    said = wording.how(TOLD)
    assert said.startswith("200 draws, each weight up to 5 points of a hundred off; each rating as it is,")
    assert "each project's cost up to 10% off. 180 of 188 were solved to the proof." in said
    assert said.endswith("In 12 nothing can be chosen; they do not count.")


def test_the_uncertainty_that_moves_most_money_is_named():
    one = {"of": "weight", "key": "O1", "end": "high", "money": 105_00, "enters": ["a"], "leaves": ["b"]}
    said = wording.biggest(TOLD | {"moves": [one]}, {"O1": "Safety", "a": "Bridge", "b": "Depot"}, 100, "USD")
    assert said == (
        "Most money moves with the weight of Safety: 5 points more, $105 changes hands, in comes Bridge, "
        "out goes Depot."
    )
    rating = one | {"of": "rating", "end": "low", "enters": [], "key": "a"}
    assert "the ratings of a: one level lower, $105 changes hands, out goes b" in wording.biggest(
        TOLD | {"moves": [rating]}, {}, 100, "USD"
    )


def test_where_nothing_moves_that_is_said():
    assert wording.biggest(TOLD, {}, 100, "USD") == "No single uncertainty changes the set by itself; 57 were tried."
