"""A search beside a visit: run once, told how far it is, ended when the reader moves on, begun anew after that."""

from threading import Event

import pytest

from services.background_search import BackgroundSearch

LONG = 30.0


def test_the_answer_is_found_once_and_kept():
    runs = []
    search = BackgroundSearch(lambda watch: runs.append(1) or "answer")
    assert search.wait(LONG) == search.wait(LONG) == search.answer == "answer"
    assert len(runs) == 1


def test_who_does_not_wait_long_enough_has_nothing_yet_and_sees_how_far_it_is():
    told, go_on = Event(), Event()

    def run(watch):
        watch(3, 9)
        told.set()
        go_on.wait(LONG)
        return "answer"

    search = BackgroundSearch(run)
    assert search.wait(0.0) is None
    assert told.wait(LONG)
    assert search.progress == (3, 9)
    go_on.set()
    assert search.wait(LONG) == "answer"


def test_a_stopped_search_ends_at_its_next_step_keeps_nothing_and_can_begin_again():
    begun, ended = Event(), Event()
    runs = []

    def run(watch):
        runs.append(1)
        if len(runs) > 1:
            return "whole"
        begun.set()
        while watch(0, 1):
            pass
        ended.set()
        return "part"

    search = BackgroundSearch(run)
    assert search.wait(0.0) is None
    assert begun.wait(LONG)
    search.stop()
    assert ended.wait(LONG)
    assert search.answer is None
    assert search.wait(LONG) == "whole"


def test_a_search_that_fails_says_so_and_is_tried_again():
    runs = []

    def run(watch):
        runs.append(1)
        if len(runs) == 1:
            raise ValueError("no")
        return "answer"

    search = BackgroundSearch(run)
    with pytest.raises(ValueError, match="no"):
        search.wait(LONG)
    assert search.wait(LONG) == "answer"
