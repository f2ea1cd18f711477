"""Make the sample portfolio: `python -m sample_data.generate [--out DIR] [--seed S] [--no-truth]`.

With `--projects 10000 --periods 60 --big` the same program writes a portfolio for trials of size: a few large files
of projects that are all there from the first month, and the other registers for the last month only.
"""

import argparse
from pathlib import Path

from sample_data import history, portfolio, registers, truth, world, write

SEED = 20261031
PROJECTS = 223
PERIODS = 48
BIG_PROJECTS_FROM = 2_000


def generate(
    out: Path, projects: int, periods: int, seed: int, with_truth: bool = True, big: bool = False
) -> world.World:
    """Write all files below `out` and return the world they describe."""
    city = world.make(projects, periods, seed, founding=1.0 if big else portfolio.FOUNDING)
    manifest = write.Manifest(out)
    if big:
        write.whole_files(city, manifest)
    else:
        write.department_files(city, manifest)
    registers.write_all(city, manifest, last_only=big)
    manifest.save()
    write.write_csv(write.lineage(city), out / "lineage.csv")
    (out / "portfolio.json").write_text(write.settings(city), encoding="utf-8", newline="\n")
    if with_truth:
        write.write_gzip(truth.table(city), out / "truth" / "slip_probabilities.csv.gz")
    return city


def shares(city: world.World) -> str:
    """Return one line with the share of states that slip, for both horizons and both thresholds."""
    parts = []
    for name, months in (("next", 1), ("12 months", 12)):
        for days in (30, 90):
            judged, slips = history.slips_within(city.history, months, days)
            if judged.any():
                parts.append(f"{name} > {days} days: {slips.sum() / judged.sum():.1%} of {judged.sum():,}")
    return "; ".join(parts)


def main() -> None:
    """Read the command line, write the files and print what was made."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    parser.add_argument("--projects", type=int, default=PROJECTS)
    parser.add_argument("--periods", type=int, default=PERIODS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--no-truth", action="store_true", help="leave out the true probabilities")
    parser.add_argument("--big", action="store_true", help="a few large files instead of one per department and month")
    given = parser.parse_args()
    big = given.big or given.projects >= BIG_PROJECTS_FROM
    city = generate(given.out, given.projects, given.periods, given.seed, not given.no_truth, big)
    print(f"{city.plan.size:,} projects, {city.last_month + 1} months, in {given.out}")
    print(shares(city))


if __name__ == "__main__":
    main()
