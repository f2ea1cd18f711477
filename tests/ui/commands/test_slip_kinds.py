"""The same slip commands work on histories of every kind: yearly, of two dates, without a phase, with ratings only."""

import json

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from data_access.settings import settings
from ui.commands import app


def history(dates: int, freq: str, projects: int, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return reports in which late phases and poor ratings slip more often; only the columns named are kept."""
    random = np.random.default_rng(3)
    days = pd.date_range("2019-12-31", periods=dates, freq=freq)
    likely = random.random(projects)
    moves = np.where(random.random((dates, projects)) < likely * 0.8, random.integers(40, 200, (dates, projects)), 0)
    first = days[-1] + pd.to_timedelta(random.integers(200, 2000, projects), unit="D")
    parts = [
        pd.DataFrame(
            {
                "As of": f"{day:%Y-%m-%d}",
                "Project key": [f"P-{one}" for one in range(projects)],
                "Name": [f"Works {one}" for one in range(projects)],
                "Forecast finish": (first + pd.to_timedelta(moves[: at + 1].sum(axis=0), unit="D")).strftime(
                    "%Y-%m-%d"
                ),
                "Phase": np.where(likely > 0.5, "Design", "Delivery"),
                "Overall RAG": np.where(likely > 0.7, "Red", np.where(likely > 0.4, "Amber", "Green")),
            }
        )
        for at, day in enumerate(days)
    ]
    return pd.concat(parts)[["As of", "Project key", "Name", "Forecast finish", *columns]]


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    monkeypatch.setenv("BELLWETHER_CORES", "1")
    settings.cache_clear()
    yield
    settings.cache_clear()


def ask(*words):
    ended = CliRunner().invoke(app, [*map(str, words), "--json"])
    assert ended.exit_code == 0, ended.output
    return json.loads(ended.stdout)


def load(path, rows):
    rows.to_csv(path, index=False)
    ask("import", path, "--portfolio", "works", "--create", "--name", "Works")


@pytest.mark.parametrize(
    ("dates", "freq", "projects", "columns"),
    [(6, "YE", 120, ("Phase",)), (8, "ME", 60, ()), (8, "ME", 60, ("Overall RAG",))],
    ids=["yearly", "without a phase", "ratings only"],
)
@pytest.mark.parametrize("horizon", ["next", "12m"])
def test_a_record_is_made(sqlite_url, tmp_path, dates, freq, projects, columns, horizon):
    load(tmp_path / "works.csv", history(dates, freq, projects, columns))
    told = ask("slip", "backtest", "works", "--horizon", horizon)
    if horizon == "12m" and freq == "ME":
        assert told["note"].startswith("Not enough history")
        return
    assert told["model"]["name"] == "model"
    assert {"phase x time left", "base rate", "five-feature logistic"} <= set(told["baselines"])
    assert ("reported RAG" in told["baselines"]) == ("Overall RAG" in columns)
    assert 0.5 < told["model"]["auc"] < 1
    assert told["speaks"] in ("model", "table", "base rate")
    assert len(ask("slip", "predict", "works", "--horizon", horizon)["projects"]) == projects


def test_two_dates_give_no_model_and_say_so(sqlite_url, tmp_path):
    load(tmp_path / "works.csv", history(2, "ME", 400, ("Phase",)))
    told = ask("slip", "backtest", "works", "--horizon", "next")
    assert (told["model"], told["baselines"], told["speaks"]) == ({"name": "phase x time left"}, {}, "none")
    assert told["note"].startswith("Not enough history")
    said = ask("slip", "predict", "works", "--horizon", "next")["projects"]
    assert {row["reason_none"] for row in said} == {"not enough history"}


def test_training_and_explaining_go_on_from_the_same_history(sqlite_url, tmp_path):
    load(tmp_path / "works.csv", history(10, "ME", 60, ("Phase", "Overall RAG")))
    trained = ask("slip", "train", "works", "--horizon", "next", "--days", 30)
    assert [question["method"] for question in trained["questions"]] == ["model"]
    said = ask("slip", "predict", "works", "--horizon", "next")["projects"]
    assert {row["method"] for row in said} == {"model"}
    for row in (said[0], said[-1]):
        why = ask("slip", "explain", "works", row["project_key"], "--horizon", "next")
        assert why["sum"] == pytest.approx(why["probability"], abs=1e-6)
        assert why["probability"] == pytest.approx(row["probability"], abs=1e-6)


def test_a_question_left_out_is_the_one_that_the_page_asks(sqlite_url, tmp_path):
    load(tmp_path / "works.csv", history(3, "YE", 120, ("Phase",)))
    assert {ask("slip", name, "works")["horizon"] for name in ("predict", "backtest")} == {"12m"}


def test_predictions_come_with_their_days_in_the_text_and_in_the_file(sqlite_url, tmp_path):
    load(tmp_path / "works.csv", history(8, "ME", 60, ("Phase",)))
    asked = ["slip", "predict", "works", "--horizon", "next", "--out", str(tmp_path / "out.csv")]
    told = CliRunner().invoke(app, asked).stdout.splitlines()
    assert "projects are expected to slip more than 30 days by the next committee" in told[0]
    assert any(line.startswith("Its record:") for line in told)
    assert sum(" in eight of ten" in line or " later  " in line for line in told) >= 50
    rows = pd.read_csv(tmp_path / "out.csv")
    assert (rows["p50_days"] <= rows["p80_days"]).all()
    assert rows["chance_90"].le(rows["chance_30"]).all()
