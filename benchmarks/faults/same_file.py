"""The same file by a hundred people at once: `python -m benchmarks.faults.same_file [--times 100] [--database both]`.

Everybody has planned the file before anybody loads it; then all load it. Whoever is told that the data moved plans
again, as the page does. Exactly one snapshot must come of it, and all others hear "already there". As a control the
same is tried with a commit that does not look at what the plan was made on. Leaves with 1 where a figure is missed.
"""

import threading
from collections import Counter
from typing import Any
from unittest import mock

from benchmarks.faults import ground
from benchmarks.faults.ground import Verdict

FILE = ground.content(50)


def load(key: str, plan: str, start: threading.Barrier, heard: Counter[str]) -> None:
    """Load the file when all are ready, and note what was said."""
    from services import intake
    from services.access import operator, scope
    from services.errors import Explained, Moved

    start.wait()
    try:
        try:
            done = intake.commit(operator(), scope(operator(), key), plan)
        except Moved:
            done = ground.bring(key, FILE)
        heard["loaded" if done.snapshots else "already there"] += 1
    except Explained as error:
        heard[error.what] += 1
    except Exception as error:
        heard[type(error).__name__] += 1


def at_once(key: str, people: int) -> dict[str, Any]:
    """Let some people load the file at once; return what they heard, and what is stored."""
    from data_access import reading

    ground.portfolio(key)
    plans = [ground.planned(key, FILE) for _ in range(people)]
    start, heard = threading.Barrier(people), Counter[str]()
    crowd = [threading.Thread(target=load, args=(key, plan, start, heard)) for plan in plans]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    with reading() as work:
        facts = work.portfolios.get(key)
        assert facts is not None
        stored = [one for upload in work.uploads.listing(facts.id) for one in upload["snapshots"]]
    return {"people": people, "heard": dict(heard), "snapshots": len(stored)}


def blind(people: int) -> dict[str, Any]:
    """Do the same with commits that take every plan for a new one."""
    from data_access.drafts import Drafts

    get = Drafts.get

    def up_to_date(self: Any, portfolio_id: int, plan_hash: str) -> dict[str, Any] | None:
        from data_access.portfolios import Portfolios

        kept = get(self, portfolio_id, plan_hash)
        now = Portfolios(self._connection).version(portfolio_id)
        return None if kept is None else {**kept, "base_data_version": now}

    with mock.patch.object(Drafts, "get", up_to_date):
        return at_once("blind", people)


def main() -> None:
    """Run the trial and print its figures."""
    given = ground.options(__doc__, 100, "people who load the file at once").parse_args()
    verdict = Verdict()
    for kind, _ in ground.databases(given.database):
        ground.migrate()
        found = at_once("city", given.times)
        wanted = {"loaded": 1, "already there": given.times - 1}
        verdict.say(
            {"database": kind, **found},
            one_snapshot=found["snapshots"] == 1,
            all_others_hear_already_there=found["heard"] == wanted,
        )
        control = blind(max(10, given.times // 5))
        verdict.say({"database": kind, "control": control}, control_is_caught=control["snapshots"] > 1)
        ground.dispose()
    verdict.leave()


if __name__ == "__main__":
    main()
