"""The voices behind a result in words: which way counts and holds the say, how far people agree, what one moves."""

from dataclasses import replace
from typing import Any

import pytest

from services.workshops.reading import Workshop
from tests.ui.wording.workshops_told import RESULT, minutes, workshop
from ui.wording import workshop_voices as wording

AIJ, AIP = {"O1": 0.25, "O2": 0.75}, {"O1": 0.3, "O2": 0.7}


def held(*, anonymous: bool = True, say: bool = False, counted: bool = False, **told: Any) -> Workshop:
    consensus = {**RESULT["consensus"], "aij": AIJ, "equal": {"O1": 0.2, "O2": 0.8}, "say_counted": counted, **told}
    way = "aip" if anonymous and counted else "aij"
    result = {**RESULT, "consensus": consensus, "way": way, "weights": AIP if way == "aip" else AIJ}
    made = workshop(result=result, anonymous=anonymous)
    return replace(made, frame={**made.frame, "say": {"Board": 2.0} if say else {}})


def told(of: Workshop) -> str:
    return " ".join(wording.consensus(minutes(of)))


def test_where_only_the_weights_of_persons_hold_the_say_they_are_the_result_and_the_answers_differ() -> None:
    of = held(say=True, counted=True)
    (first, _, means), (second, label, other) = wording.ways(of)
    assert (first, second, label) == ("persons", "judgments", "From all answers")
    assert means.endswith("each counts by the say of their group.")
    assert other.endswith("all count the same.")
    rows = wording.groups_rows(of).set_index("key")
    assert rows["persons"].to_dict() == AIP
    assert rows["judgments"].to_dict() == AIJ
    assert (
        "The result is put together from each person's own weights (AIP) and holds the groups' say; from all answers "
        "(AIJ), in which all count the same, no objective's share differs by more than 5.0 points."
    ) in told(of)


def test_where_names_stand_both_hold_the_say_and_the_plain_answers_stand_beside_them() -> None:
    of = held(anonymous=False, say=True, counted=True)
    assert [(field, means.rpartition("; ")[2]) for field, _, means in wording.ways(of)] == [
        ("judgments", "each counts by the say of their group."),
        ("persons", "each counts by the say of their group."),
        ("equal", "all count the same."),
    ]
    assert "Both hold the groups' say." in told(of)


def test_without_groups_or_where_their_say_could_not_be_applied_all_count_the_same() -> None:
    assert [field for field, _, _ in wording.ways(held())] == ["judgments", "persons"]
    assert "say" not in str(wording.ways(held())) + told(held())
    assert "In both all count the same." in told(held(say=True))


def test_a_result_of_which_only_one_way_was_kept_shows_no_other() -> None:
    old = held(say=True, counted=True)
    result: dict[str, Any] = {**(old.result or {})}
    del result["way"]
    result["consensus"] = {name: value for name, value in result["consensus"].items() if name not in ("aij", "equal")}
    assert [field for field, _, _ in wording.ways(replace(old, result=result))] == ["persons"]
    assert wording.ways(workshop(result={**RESULT, "consensus": None})) == []


def test_groups_stand_beside_the_ways() -> None:
    rows = wording.groups_rows(held(groups={"Board": {"O1": 0.4, "O2": 0.6}}))
    assert rows["name"].tolist() == ["Safety", "Growth"]
    assert rows["group0"].tolist() == [0.6, 0.4]
    assert wording.groups_rows(workshop(result={**RESULT, "consensus": None}))["persons"].isna().all()


def test_agreement_is_told_with_the_names_of_its_measures() -> None:
    said = told(held())
    assert "Of 3 voters" in said
    assert "Goepel's consensus S* is 80% (high), and Kendall's W is 0.90." in said
    assert "no objective's share changes by more than 4.0 points, and the first stays first." in said


@pytest.mark.parametrize("result", [None, {}, {"consensus": None}])
def test_what_was_not_measured_is_not_told(result: dict[str, Any] | None) -> None:
    assert wording.consensus(minutes(workshop(result=result))) == []


def test_where_nobody_ranks_anything_apart_there_is_no_concordance() -> None:
    said = wording.consensus(minutes(held(w=None)))[0]
    assert "None" not in said
    assert "nan" not in said


def test_where_names_are_known_it_is_told_without_whom_what_changes() -> None:
    one = {"name": "Anna", "objective": "O1", "before": 0.25, "after": 0.4}
    said = told(held(anonymous=False, without=one))
    assert "Without Anna, Growth would get 40.0% instead of 25.0%." in said
    assert "Without any one person" not in said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Without Ben most money changes hands: 2 projects of $800 (Bridge and Pumps)."),
        ({"name": "", "names": []}, "Without any one person at most 2 projects of $800 change hands."),
        ({"tried": 2, "name": ""}, "at most 2 projects of $800 change hands (of 2 people looked at)."),
        ({"projects": 0, "money": 0}, "The same projects are funded whoever is left out."),
    ],
)  # fmt: skip
def test_the_money_that_hangs_on_one_person_is_told(changed: dict[str, Any], said: str) -> None:
    apart = {"projects": 2, "money": 800_00, "tried": 3, "people": 3, "name": "Ben", "names": ["Bridge", "Pumps"]}
    of = held()
    assert said in told(replace(of, result={**(of.result or {}), "one_apart": {**apart, **changed}}))


def test_a_split_middle_is_told_as_words_and_as_a_sentence() -> None:
    assert wording.between({"between": [0, 4]}) == "between none and extreme; the lower is taken"
    assert wording.split({"between": [1, 2]}) == "The middle falls between low and moderate; the lower is taken"
    assert wording.between({}) == wording.split({"between": None}) == ""


def test_many_names_are_cut_short() -> None:
    assert wording.listed(["A"]) == "A"
    assert wording.listed(list("ABCDEFGH"), 3) == "A, B, C and 5 more"
