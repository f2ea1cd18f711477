"""The files: the same seed gives the same bytes, and the committed ones are what the program makes."""

import json
from pathlib import Path

import pandas as pd
import pytest

from sample_data import generate, names, world, write

ROOT = Path(generate.__file__).parent


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        generate.generate(tmp_path / name, 60, 10, seed=7)
    first, second = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert len(first) > 80
    assert first == second


def test_another_seed_gives_another_city(tmp_path: Path) -> None:
    for seed in (7, 8):
        generate.generate(tmp_path / str(seed), 40, 6, seed=seed, with_truth=False)
    assert contents(tmp_path / "7") != contents(tmp_path / "8")


def test_the_committed_files_are_what_the_program_makes(tmp_path: Path) -> None:
    generate.generate(tmp_path, generate.PROJECTS, generate.PERIODS, generate.SEED, with_truth=False)
    made = contents(tmp_path)
    differing = [name for name, data in made.items() if (ROOT / name).read_bytes() != data]
    assert len(made) > 150
    assert differing == []


def test_the_files_stay_small_and_plain() -> None:
    data = {name: text for name, text in contents(ROOT).items() if not name.endswith((".py", ".pyc"))}
    assert sum(map(len, data.values())) < 8_500_000
    for name, text in data.items():
        if name.endswith(".csv"):
            assert b"\r" not in text, name
            assert "nan" not in text.decode("utf-8").lower().replace("finan", "").split(","), name


def reports() -> list[tuple[str, str, pd.DataFrame]]:
    """Return date, coverage and rows of every department's report, one for each date a file holds."""
    manifest = read(ROOT / "manifest.csv")
    return [
        (str(as_of), line.coverage, rows)
        for line in manifest[manifest["register"] == "projects"].itertuples()
        for as_of, rows in read(ROOT / line.path).groupby("As of")
    ]


def test_months_are_ends_of_months_and_48_of_them() -> None:
    dates = sorted({as_of for as_of, _, _ in reports()})
    assert len(dates) == 48
    assert (dates[0], dates[-1]) == ("2022-11-30", "2026-10-31")
    assert all(pd.Timestamp(date).is_month_end for date in dates)


def test_a_few_departments_report_late_one_of_them_in_the_last_month() -> None:
    manifest = read(ROOT / "manifest.csv")
    projects = manifest[manifest["register"] == "projects"]
    per_month = pd.DataFrame([(as_of, coverage) for as_of, coverage, _ in reports()]).groupby(0)[1].nunique()
    assert per_month.max() == len(names.DEPARTMENTS)
    assert 4 <= (per_month < len(names.DEPARTMENTS)).sum() <= 12
    assert per_month.iloc[-1] == len(names.DEPARTMENTS) - 1
    assert (projects["received"] > projects["as_of"]).all()


def test_each_departments_file_holds_its_own_projects_and_ends_with_its_date() -> None:
    manifest = read(ROOT / "manifest.csv")
    for line in manifest[manifest["register"] == "projects"].itertuples():
        table = read(ROOT / line.path)
        assert table["As of"].max() == line.as_of
        assert (len(set(table["As of"])) == 1) == (line.as_of > "2025-10-31")
        assert f"department={table['Department'].iloc[0]}" == line.coverage
        assert table["Department"].nunique() == 1


def test_one_department_writes_dollars_and_cents() -> None:
    table = read(ROOT / "files" / "projects" / "2026-10" / "water-and-drainage.csv")
    amounts = table.loc[table["Forecast cost"] != "", "Forecast cost"]
    assert amounts.str.fullmatch(r"\$[\d,]+\.\d\d").all()


def test_lineage_names_keys_that_leave_and_keys_that_enter(city: world.World) -> None:
    table = read(ROOT / "lineage.csv")
    assert set(table["kind"]) == {"renamed", "split"}
    dates = {city.date(month): month for month in range(city.last_month + 1)}
    for line in table.itertuples():
        month = dates[line.as_of]
        before, after = (set(city.plan.keys_at(m)[city.here(m)]) for m in (month - 1, month))
        assert line.from_key in before
        assert line.from_key not in after
        assert line.to_key in after
        assert line.to_key not in before


def test_a_project_that_was_forgotten_comes_back_and_another_never_does(city: world.World) -> None:
    back, gone = write.gaps(city)
    seen: dict[int, list[str]] = {back[0]: [], gone[0]: []}
    for as_of, _, table in sorted(reports(), key=lambda report: report[0]):
        for project in seen:
            if city.plan.key[project] in set(table["Project key"]):
                seen[project].append(as_of)
    last = city.date(city.last_month)
    assert city.date(back[1]) not in seen[back[0]]
    assert seen[back[0]][-1] >= city.date(back[2] + 1)
    assert seen[gone[0]][-1] < city.date(gone[1]) < last


def test_the_settings_say_that_the_data_are_generated() -> None:
    settings = json.loads((ROOT / "portfolio.json").read_text())
    assert settings["generated"] is True
    assert (settings["key"], settings["currency"], settings["fiscal_start_month"]) == ("sample", "USD", 7)


def test_the_large_mode_writes_a_few_files_with_every_project_in_every_month(tmp_path: Path) -> None:
    city = generate.generate(tmp_path, 300, 14, seed=3, with_truth=False, big=True)
    files = sorted((tmp_path / "files" / "projects").glob("*.csv"))
    assert len(files) == 2
    rows = sum(len(read(path)) for path in files)
    assert rows == city.history.present.sum()
    assert rows >= 0.98 * 300 * 14


@pytest.mark.parametrize("periods", [1, 2])
def test_short_histories_can_be_made_too(tmp_path: Path, periods: int) -> None:
    city = generate.generate(tmp_path, 25, periods, seed=1)
    assert city.last_month + 1 == periods
    assert (tmp_path / "manifest.csv").exists()
