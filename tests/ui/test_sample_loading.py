"""Loading the sample beside the visits."""

import threading

import pytest

from services.errors import Explained
from ui.actions import sample


@pytest.fixture(autouse=True)
def nothing_under_way(monkeypatch):
    monkeypatch.setattr(sample, "_current", None)
    monkeypatch.setattr(sample.training, "begin", lambda portfolio: None)


def finish() -> None:
    for thread in threading.enumerate():
        if thread.name == "sample":
            thread.join(10)


def test_progress_is_told_while_it_loads_and_the_end_afterwards(monkeypatch):
    monkeypatch.setattr(sample.sample, "load", lambda progress: progress(3, 10, "a.csv"))
    sample.start()
    finish()
    assert sample.loading() == sample.Loading(3, 10, finished=True)


def test_a_second_start_does_not_load_twice(monkeypatch):
    begun, release = [], threading.Event()

    def load(progress):
        begun.append(progress)
        release.wait(10)

    monkeypatch.setattr(sample.sample, "load", load)
    sample.start()
    sample.start()
    release.set()
    finish()
    assert len(begun) == 1


def test_a_refusal_is_kept_in_words_and_can_be_tried_again(monkeypatch):
    def refuse(progress):
        raise Explained("The sample portfolio is there already.")

    monkeypatch.setattr(sample.sample, "load", refuse)
    sample.start()
    finish()
    assert sample.loading().refused == "The sample portfolio is there already."
    monkeypatch.setattr(sample.sample, "load", lambda progress: None)
    sample.start()
    finish()
    assert sample.loading().refused == ""
