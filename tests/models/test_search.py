import pandas as pd

from models import search


def test_case_and_accents_do_not_count():
    assert search.folded("Ölbrücke CAFÉ") == search.folded("olbrucke cafe")


def test_all_words_must_be_there_in_any_order():
    texts = pd.Series([search.folded("North Main Pumps"), search.folded("South Main")])
    assert search.matches(texts, "pumps north").tolist() == [True, False]
    assert search.matches(texts, "main").tolist() == [True, True]


def test_signs_are_read_as_written_and_not_as_a_pattern():
    texts = pd.Series(["wtr/2022/006 (a+b)", "wtr.2022"])
    assert search.matches(texts, "(A+B)").tolist() == [True, False]
    assert search.matches(texts, "wtr.").tolist() == [False, True]


def test_nothing_asked_finds_everything():
    assert search.matches(pd.Series(["a", "b"]), "  ").all()


def test_what_is_missing_adds_no_words():
    rows = pd.DataFrame({"name": ["Pumps", None], "ask": [None, float("nan")]})
    assert search.joined(rows).str.strip().tolist() == ["pumps", ""]
