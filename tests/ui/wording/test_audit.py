"""The audit as people read it."""

from datetime import UTC, datetime

import pytest

from services.audit import AuditEntry, Head, Value, Verdict
from ui.wording import audit as wording

HEAD = Head(1_200, "abcdef0123456789" * 4)


def entry(**told):
    usual = {
        "sequence": 7,
        "at": datetime(2026, 11, 28, 9, 30, tzinfo=UTC),
        "actor": "Ann",
        "action": "rows edited",
        "subject": "projects as of 2026-10-31",
        "portfolio": "works",
        "data_version": 3,
        "person": 4,
        "session": 5,
        "request": "r-1",
        "before": None,
        "after": None,
        "hash": "0" * 64,
        "currency": "USD",
    }
    return AuditEntry(**{**usual, **told})


def test_a_whole_audit_is_told_with_its_end():
    found = Verdict(1_200, HEAD)
    assert wording.finding(found) == "The audit is whole: 1,200 entries, none changed, removed or moved."
    assert wording.verified(found) == "The chain is whole up to entry 1,200 (hash abcdef012345…)."
    compared = wording.verified(Verdict(1_200, HEAD, kept=Head(900, "0" * 64)))
    assert compared.endswith("It holds the kept head, entry 900.")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("changed", "What is stored as entry 5 is not what was written."),
        ("removed", "The audit lacks entry 5, and maybe others after it."),
        ("inserted", "What stands as entry 5 was never written by this program."),
        ("reordered", "What stands as entry 5 was written as another one."),
        ("cut tail", "The audit ends before its head: entry 5 and all after it are missing."),
        ("rewritten", "The kept head does not belong to this audit"),
        ("head missing", "The head of the audit is missing"),
    ],
)
def test_what_is_broken_is_told(kind, words):
    found = Verdict(4, HEAD, kind, None if kind == "head missing" else 5)
    assert wording.broken(found).startswith(words)
    assert wording.finding(found) == f"The audit is broken{'' if kind == 'head missing' else ' at entry 5'}."


def test_an_edit_reads_side_by_side():
    before = {"w1": {"approved_budget": 12_345, "rag_overall": 1, "forecast_finish": "2027-01-31", "sponsor": None}}
    after = {"w1": {"approved_budget": 200_000, "rag_overall": 5, "forecast_finish": "2027-02-28", "sponsor": "Ann"}}
    found = entry(before=before, after=after)
    assert [pair[1:] for pair in wording.pairs(found)] == [
        ("123.45", "2,000"),
        ("Green", "Red"),
        ("31 Jan 2027", "28 Feb 2027"),
        ("–", "Ann"),
    ]
    assert wording.pairs(found)[0][0] == "w1, approved budget"
    assert wording.lines(found, most=2) == (
        "w1, approved budget: 123.45; RAG overall: Green; and 1 other",
        "w1, approved budget: 2,000; RAG overall: Red; and 2 others",
    )
    assert wording.about(found) == "Projects as of 31 Oct 2026"
    assert wording.about(entry(action="upload committed", subject="2026-10-31.csv (3)")) == "2026-10-31.csv"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "yes"),
        (False, "no"),
        ("", "–"),
        (2026, "2026"),
        (12_345, "12,345"),
        (0.1, "0.1"),
        ([1, 2], "1, 2"),
        (list(range(14)), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 others"),
        ("2026-11-28T09:30:00+00:00", "28 Nov 2026, 09:30 UTC"),
        ("2026-99-99", "2026-99-99"),
    ],
)
def test_values_are_told_as_people_write_them(value, words):
    found = entry(action="x", after={"value": value})
    assert [pair[2] for pair in wording.pairs(found)] == [words]


def test_who_when_and_on_which_data_is_a_sentence():
    assert wording.who_and_when(entry()) == (
        "Ann (person 4, visit 5), 28 Nov 2026, 09:30 UTC. The data of works were at version 3 after it."
    )
    assert wording.who_and_when(entry(person=None, session=None, data_version=None, at=None)) == "Ann, –."


def test_an_entry_that_cannot_be_read_says_so():
    assert wording.pairs(entry(after={"unreadable": True}))[0][1].startswith("cannot be read")


def test_names_of_values_are_words():
    assert wording.name(Value(("data_version",), "", 1, 2)) == "Data version"
    assert wording.name(Value(("w1", "Name"), "text", 1, 2)) == "w1, name"


def test_a_file_of_entries_ends_with_the_head():
    text = wording.exported([entry(actor="=cmd", after={"a": "@x"})], HEAD)
    lines = text.removesuffix("\r\n").split("\r\n")
    assert len(lines) == 3
    assert lines[1].startswith("7,2026-11-28 09:30:00,'=cmd,Edited rows,")
    assert lines[2] == f"Head {HEAD}" + "," * (len(wording.EXPORTED) - 1)


def test_a_register_is_told_by_its_name_and_not_by_that_of_its_table():
    assert wording._told(Value(("register",), "", None, "resource_demand"), "resource_demand") == "Resource demand"
