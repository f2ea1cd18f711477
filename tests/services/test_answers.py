"""Answers are kept by date and project, audited, corrected and withdrawn, and never overwritten."""

import pytest

from data_access import reading, transaction
from services import access, answers
from services.access import Scope
from services.access import found as found_in
from services.errors import Explained, Moved, NotAllowed
from tests.services import town

ASKED = {"reported": 1, "checks": ["late"]}


@pytest.fixture
def scope(database_url):
    return town.store()


@pytest.fixture
def on_sqlite(sqlite_url):
    return town.store()


def journal(scope):
    with reading() as work:
        entries = work.journal.entries(found_in(work, scope.portfolio).id)
    return entries[entries["action"].str.startswith("answer")].iloc[::-1].reset_index(drop=True)


def test_an_answer_is_kept_with_its_date_its_words_and_who_wrote_it(scope):
    answers.give(town.ME, scope, town.JUNE, "R1", " The lane opens in May. ", "R. Sponsor", asked=ASKED)
    one = answers.standing(scope, town.JUNE)["R1"]
    assert (one.as_of, one.body, one.said_by) == (town.JUNE, "The lane opens in May.", "R. Sponsor")
    assert (one.written_by, one.asked) == ("tester", ASKED)
    assert one.written_at.utcoffset() is not None
    entry = journal(scope).iloc[0]
    assert (entry["actor"], entry["action"], entry["subject"]) == ("tester", "answer given", "R1")
    assert entry["after"]["body"] == "The lane opens in May."


def test_a_later_date_shows_the_old_answer_and_an_earlier_one_does_not_know_it(scope):
    answers.give(town.ME, scope, town.JUNE, "R1", "June words")
    answers.give(town.ME, scope, town.MAY, "W1", "May words")
    assert answers.standing(scope, town.JUNE)["W1"].as_of == town.MAY
    assert set(answers.standing(scope, town.MAY)) == {"W1"}
    answers.give(town.ME, scope, town.JUNE, "W1", "New words")
    assert answers.standing(scope, town.JUNE)["W1"].body == "New words"
    assert answers.standing(scope, town.MAY)["W1"].body == "May words"


def test_a_correction_leaves_the_first_words_on_record(scope):
    first = answers.give(town.ME, scope, town.JUNE, "R1", "First")
    second = answers.give(town.ME, scope, town.JUNE, "R1", "Second", seen=first)
    told = answers.of_project(scope, ["R1"], town.JUNE)
    assert [(one.number, one.body, one.corrected) for one in told] == [
        (second, "Second", False),
        (first, "First", True),
    ]
    entry = journal(scope).iloc[1]
    assert (entry["action"], entry["before"]["body"], entry["after"]["body"]) == ("answer corrected", "First", "Second")


def test_nobody_overwrites_an_answer_they_have_not_seen(on_sqlite):
    answers.give(town.ME, on_sqlite, town.JUNE, "R1", "First")
    with pytest.raises(Moved):
        answers.give(town.ME, on_sqlite, town.JUNE, "R1", "Second")
    assert answers.standing(on_sqlite, town.JUNE)["R1"].body == "First"


def test_a_withdrawn_answer_stands_no_more_and_keeps_its_words_and_the_reason(scope):
    number = answers.give(town.ME, scope, town.JUNE, "R1", "Wrong project")
    answers.withdraw(town.ME, scope, number, "Meant for R3")
    assert answers.standing(scope, town.JUNE) == {}
    (one,) = answers.of_project(scope, ["R1"], town.JUNE)
    assert (one.body, one.withdrawn, one.withdrawn_by, one.stands) == ("Wrong project", "Meant for R3", "tester", False)
    assert journal(scope).iloc[1]["action"] == "answer withdrawn"
    with pytest.raises(Explained, match="already"):
        answers.withdraw(town.ME, scope, number, "Again")
    answers.give(town.ME, scope, town.JUNE, "R1", "Right words")
    assert answers.standing(scope, town.JUNE)["R1"].body == "Right words"


def test_an_answer_given_between_two_dates_belongs_to_the_one_before(on_sqlite):
    between = town.JUNE.replace(day=15)
    answers.give(town.ME, on_sqlite, between, "W1", "Of May")
    assert answers.standing(on_sqlite, between)["W1"].as_of == town.MAY


def test_what_is_empty_too_long_or_about_nobody_is_refused(on_sqlite):
    for key, body, name in (("R1", "  ", ""), ("R1", "x" * 2001, ""), ("R1", "x", "n" * 121), ("nobody", "x", "")):
        with pytest.raises(Explained):
            answers.give(town.ME, on_sqlite, town.JUNE, key, body, name)
    number = answers.give(town.ME, on_sqlite, town.JUNE, "R1", "Words")
    with pytest.raises(Explained, match="needs a reason"):
        answers.withdraw(town.ME, on_sqlite, number, " ")
    assert len(journal(on_sqlite)) == 1


def test_readers_may_neither_answer_nor_withdraw(on_sqlite):
    reader = access.Actor("reader", "viewer")
    number = answers.give(town.ME, on_sqlite, town.JUNE, "R1", "Words")
    with pytest.raises(NotAllowed):
        answers.give(reader, on_sqlite, town.JUNE, "W1", "Words")
    with pytest.raises(NotAllowed):
        answers.withdraw(reader, on_sqlite, number, "No")


def test_those_who_may_not_see_a_project_neither_read_nor_answer_for_it(on_sqlite):
    number = answers.give(town.ME, on_sqlite, town.JUNE, "R1", "Words")
    narrow = Scope(on_sqlite.portfolio, on_sqlite.data_version, hidden=frozenset({"R1"}))
    assert answers.standing(narrow, town.JUNE) == {}
    assert answers.of_project(narrow, ["R1"], town.JUNE) == []
    with pytest.raises(Explained):
        answers.give(town.ME, narrow, town.JUNE, "R1", "Words", seen=number)
    with pytest.raises(Explained):
        answers.withdraw(town.ME, narrow, number, "No")


def test_an_answer_follows_a_project_that_is_renamed(on_sqlite):
    answers.give(town.ME, on_sqlite, town.MAY, "R2", "Before the new name")
    with transaction() as work:
        facts = found_in(work, on_sqlite.portfolio)
        work.remarks.add_lineage(facts.id, "R2", "R4", "renamed", town.JUNE, "tester")
    assert answers.standing(on_sqlite, town.JUNE)["R4"].body == "Before the new name"
    assert answers.of_project(on_sqlite, ["R4"], town.JUNE)[0].body == "Before the new name"


def test_the_sponsor_is_asked_by_name_where_one_is_reported(on_sqlite):
    assert answers.sponsor(on_sqlite, "R1", town.JUNE) == ""
