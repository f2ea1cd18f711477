"""Fits run on the cores of this machine, or on those that a Dask scheduler lends."""

import builtins
import os

import joblib
import pytest

from data_access.settings import settings
from services import parallel
from services.errors import Explained


def where(number: int) -> tuple[int, int]:
    return number, os.getpid()


def run() -> list[tuple[int, int]]:
    with parallel.workers() as cores:
        work = (joblib.delayed(where)(number) for number in range(6))
        return list(joblib.Parallel(n_jobs=cores, return_as="generator")(work))


def set_to(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    settings.cache_clear()


def test_without_a_scheduler_all_cores_of_this_machine_are_used(monkeypatch):
    with parallel.workers() as cores:
        assert cores == (os.cpu_count() or 1)
    set_to(monkeypatch, "BELLWETHER_CORES", "1")
    assert run() == [(number, os.getpid()) for number in range(6)]


def test_a_scheduler_lends_its_workers(monkeypatch):
    import distributed

    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster:
        set_to(monkeypatch, "BELLWETHER_DASK", cluster.scheduler_address)
        made = run()
        workers = {worker.pid for worker in cluster.workers.values()}
    assert [number for number, _ in made] == list(range(6))
    assert {process for _, process in made} <= workers
    assert os.getpid() not in workers


def test_a_scheduler_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr(parallel, "CONNECT_SECONDS", 1)
    set_to(monkeypatch, "BELLWETHER_DASK", "tcp://127.0.0.1:9")
    with pytest.raises(Explained, match=r"tcp://127.0.0.1:9 cannot be reached"):
        run()


def test_a_scheduler_without_the_package_is_said_in_one_sentence(monkeypatch):
    usual = builtins.__import__

    def without(name, *given, **named):
        if name == "distributed":
            raise ImportError(name)
        return usual(name, *given, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    set_to(monkeypatch, "BELLWETHER_DASK", "tcp://127.0.0.1:9")
    with pytest.raises(Explained, match="distributed is not installed"):
        run()
