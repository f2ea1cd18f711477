"""Who has reported and who is late, in a sentence."""

from datetime import date

from services.received import Late
from ui.wording import received

JULY = date(2026, 7, 31)


def late(name, expected, missing):
    return Late(name, expected, missing, date(2026, 6, 30))


def test_all_have_reported():
    assert received.finding(JULY, 12, 12, []) == "All 12 projects expected have reported as of 31 Jul 2026."


def test_one_silent_department_is_named():
    told = received.finding(JULY, 213, 203, [late("Libraries", 10, 10)])
    assert told == "203 of 213 expected projects have reported as of 31 Jul 2026; Libraries has not reported."


def test_a_department_that_reported_in_part_says_what_it_lacks():
    assert received.finding(JULY, 20, 18, [late("Water", 10, 2)]).endswith("; Water lacks 2 of 10.")


def test_of_many_late_departments_three_are_named():
    told = received.finding(JULY, 20, 10, [late(name, 3, 2) for name in ("A", "B", "C", "D", "")])
    assert told.endswith("; late are A, B, C and 2 others.")


def test_without_a_file_there_is_nothing_to_report():
    assert received.finding(None, 0, 0, []) == "Nothing has been received yet."


def test_a_file_says_whether_it_counts():
    assert received.standing(3, 3, False) == "In use"
    assert received.standing(0, 3, False) == "Replaced by a later file"
    assert received.standing(1, 3, False) == "In use at 1 of 3 dates"
    assert received.standing(0, 3, True) == "Withdrawn"


def test_what_the_files_of_a_date_speak_for_together():
    assert received.coverages([[("whole", ()), ("department", ("Water",))]]) == ["the whole portfolio"]
    both = [("department", ("Water",)), ("department", ("Roads",))]
    assert received.coverages([both]) == ["Roads, Water"]
    assert received.coverages([[("project", ("P1", "P2"))]]) == ["2 projects"]


def test_what_was_heard_of_before_and_is_silent_now_is_named():
    three = [("department", ("Rail", "Roads", "Water"))]
    assert received.coverages([[("department", ("Rail", "Roads"))], three])[0] == "all but Water"
    assert received.coverages([[("department", ("Roads",))], [*three, ("department", ("Parks",))]])[0] == "Roads"
    assert received.coverages([three, [("department", ("Parks",))]])[1] == "Parks"


def test_the_record_names_a_file_without_its_stored_number():
    assert received.subject("risks.csv (199)", "Risks", 1) == "risks.csv, 1 row of risks"
    assert received.subject("roads (north).csv (3)", None, None) == "roads (north).csv"


def test_an_action_without_words_of_its_own_is_still_readable():
    assert received.action("upload committed") == "Loaded a file"
    assert received.action("budget saved") == "Budget saved"


def test_an_edit_speaks_for_no_department():
    edit = ("rows", ("e51e1359e13cd7c7",))
    told = received.coverages([[("department", ("Rail",)), edit], [("department", ("Rail", "Roads"))]])
    assert told == ["Rail", "Rail, Roads"]
    assert received.coverages([[edit]]) == ["the rows edited"]


def test_entries_about_periods_name_what_was_done_and_the_date():
    assert received.action("period published") == "Published a period"
    assert received.action("period restated") == "Restated a published period"
    assert received.subject("period as of 2026-06-30", None, None) == "30 Jun 2026"
