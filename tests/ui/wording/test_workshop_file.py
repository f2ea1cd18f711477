"""The minutes as one long table: every part of them, figures as figures, and nothing that acts as a formula."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from services.workshops.minutes import Dissent, Minutes, Round
from tests.ui.wording.workshops_told import DECISION, RESULT, challenge, minutes, workshop
from ui.blocks import Column, exports
from ui.wording import workshop_file as file

FIRST = Round(1, 4, 4, {"-2": 2, "4": 1, "none": 1}, {"answers": 3, "ratio": 1.5, "answer": -0.5, "spread": 1.2})
HIDDEN = Round(1, 2, 4, None, None)
DECIDED = {**DECISION, "noted_by": "Ines"}


def of(held: Minutes, part: str, what: str = "") -> list[Any]:
    rows = file.rows(held)
    mine = rows[(rows["part"] == part) & ((rows["what"] == what) | (what == ""))]
    return [tuple(row) for row in mine[["about", "and", "what", "value"]].itertuples(index=False)]


def whole() -> Minutes:
    held = workshop("accepted", result=RESULT, decision=DECIDED)
    return minutes(held, FIRST, HIDDEN, dissent=(Dissent("=1+1", "Ben"), Dissent("Not now.", "")))


def test_each_part_of_the_minutes_has_its_rows() -> None:
    rows = file.rows(whole())
    assert rows.columns.tolist() == list(file.COLUMNS)
    assert list(dict.fromkeys(rows["part"])) == [
        "facts", "weights", "roster", "agenda", "answers", "departures", "dissent",
    ]  # fmt: skip
    assert of(whole(), "facts", "quorum") == [("", "", "quorum", 3)]
    assert of(whole(), "facts", "decided by") == [("", "", "decided by", "Board")]
    assert of(whole(), "weights", "before") == [("Safety", "", "before", 0.4), ("Growth", "", "before", 0.6)]
    assert of(whole(), "weights", "decided") == [("Safety", "", "decided", 0.7), ("Growth", "", "decided", 0.3)]
    assert ("Łukasz Żak", "", "noted", "represented by Zoe, did not judge 2 projects (conflict of interest)") in of(
        whole(), "roster"
    )
    assert of(whole(), "departures") == [
        ("Growth", "", "found", 25.0), ("Growth", "", "decided", 30.0),
        ("Growth", "", "reason", "Growth was promised."), ("Growth", "", "found, share", 0.25),
        ("Growth", "", "decided, share", 0.3),
    ]  # fmt: skip
    assert of(whole(), "dissent") == [("Ben", "", "words", "=1+1"), ("no name given", "", "words", "Not now.")]


def test_answers_are_counted_one_by_one_and_those_of_too_few_are_not_there() -> None:
    sides = ("Growth", "Safety")
    assert of(whole(), "answers") == [
        (*sides, "Growth more", 2), (*sides, "Safety 5 times", 1), (*sides, "would not say", 1),
        (*sides, "not shown", "fewer than three answers"),
    ]  # fmt: skip
    assert of(whole(), "agenda", "people asked") == [(*sides, "people asked", 4)] * 2


def test_ratings_stand_with_what_they_were_and_what_was_found() -> None:
    rated = {"project": "P1", "objective": "O1", "stake": 500_00, "answers": 3, "before": None, "found": "strong"}
    result = {"ratings": [{**rated, "spread": 0.2}], "indicative": False, "voters": 3, "quorum": 3}
    told = {what: value for _, _, what, value in of(minutes(challenge(result=result)), "ratings")}
    assert told == {
        "before": "not rated", "found": "strong", "agreement": "high", "answers": 3, "cost of the project": 500.0,
    }  # fmt: skip


def test_a_rating_of_none_is_not_read_back_as_missing_and_numbers_are_whole() -> None:
    rated = {"project": "P1", "objective": "O1", "stake": 500_00, "answers": 3, "before": "low", "found": "none"}
    result = {"ratings": [{**rated, "spread": 0.2}], "indicative": False, "voters": 3, "quorum": 3}
    none = Round(1, 3, 3, {"0": 3}, {"answers": 3, "answer": 0.0, "spread": 0.0})
    columns = [Column(name, name) for name in file.COLUMNS]
    held = minutes(challenge(result=result), none)
    content = exports.csv_bytes(exports.export_frame(file.rows(held), columns, ""))
    read = pd.read_csv(io.BytesIO(content))
    assert not read["value"].isna().any()
    assert not read["what"].isna().any()
    assert b",1.0," not in content


def test_no_cell_of_the_file_acts_as_a_formula() -> None:
    columns = [Column(name, name.capitalize()) for name in file.COLUMNS]
    content = exports.csv_bytes(exports.export_frame(file.rows(whole()), columns, "")).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_of_a_workshop_without_a_question_there_are_facts_and_people() -> None:
    rows = file.rows(minutes(workshop("abandoned", opened_at=None)))
    assert set(rows["part"]) == {"facts", "roster"}
    assert not pd.isna(rows["value"]).any()


def test_files_are_called_by_title_and_day_and_say_that_it_was_a_practice() -> None:
    held = workshop(title="Weights: budget / 2027, Żółć", closed_at=datetime(2026, 11, 30, 10, tzinfo=UTC))
    assert file.file_name(held) == "minutes_weights_budget_2027_żółć_2026-11-30"
    assert file.file_name(replace(held, practice=True)).startswith("minutes_practice_weights")
    assert file.file_name(replace(held, title="???")) == "minutes_7_2026-11-30"


def test_how_far_people_were_beforehand_stands_among_the_facts_in_numbers() -> None:
    far = {"questions": 5, "people": 5, "through": 3, "answers": 19, "possible": 25}
    held = workshop()
    rows = file.rows(minutes(replace(held, frame={**held.frame, "beforehand": far})))
    told = dict(zip(rows["what"], rows["value"], strict=True))
    assert (told["people who answered everything beforehand"], told["people asked beforehand"]) == (3, 5)
    assert (told["answers given beforehand"], told["answers possible beforehand"]) == (19, 25)
    assert "answers given beforehand" not in set(file.rows(minutes(held))["what"])
