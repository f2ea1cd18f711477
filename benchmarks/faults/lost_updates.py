"""Several people edit one thing: `python -m benchmarks.faults.lost_updates [--times 480] [--database both]`.

Eight people each add words of their own to one scenario's note, to one portfolio's name, and rows to one register,
always on what they last saw. Whoever was overtaken looks again and tries once more. At the end every word that was
acknowledged must be there (lost updates 0). As a control what they save is not compared with what they saw: some words
must be lost, else the trial proves nothing. Leaves with 1 where a figure is missed.
"""

import itertools
import threading
from collections.abc import Callable
from typing import Any

from benchmarks.faults import ground
from benchmarks.faults.ground import Verdict

PEOPLE = 8
Edit = Callable[[str], None]


def scenario_editor(view: Any, number: int, blind: bool) -> Edit:
    """Return a function that adds a word to a scenario's note on the version seen; a blind one ignores the version."""
    from services import scenarios
    from services.access import operator, writing
    from services.rights import Right

    def edit(word: str) -> None:
        held = scenarios.read(view, number)
        text = f"{held.note} {word}".strip()
        if not blind:
            scenarios.edit(operator(), view, number, held.version, {"note": text})
            return
        with writing(operator(), view, Right.DECIDE) as (work, facts):
            now = scenarios.stored(work, facts, number).version
            work.scenarios.change(number, now, "trial", {"note": text})

    return edit


def name_editor(view: Any, blind: bool) -> Edit:
    """Return a function that adds a word to a portfolio's name."""
    from services import portfolios
    from services.access import operator

    def edit(word: str) -> None:
        held = portfolios.facts(view)
        portfolios.change(operator(), view, name=f"{held.name} {word}", seen=None if blind else held)

    return edit


def row_editor(key: str, blind: bool) -> Edit:
    """Return a function that adds a word to an objective's statement."""
    from services import edits, states
    from services.access import operator, scope, writing
    from services.rights import Right

    def edit(word: str) -> None:
        view = scope(operator(), key)
        rows = states.register(view, "objectives", ground.AS_OF, ["objective_key", "statement"])
        held = "" if rows.empty else str(rows["statement"].iloc[0])
        row = {"objective_key": "O1", "name": "One", "statement": f"{held} {word}".strip()}
        if not blind:
            edits.edit_rows(operator(), view, "objectives", ground.AS_OF, [row])
            return
        with writing(operator(), view, Right.DECIDE) as (work, facts):
            edits.edited(work, facts, operator(), "objectives", ground.AS_OF, [row])

    return edit


def together(edit: Edit, read: Callable[[], str], times: int) -> dict[str, int]:
    """Let people edit at once; return how many edits were acknowledged, overtaken, and lost."""
    from services.errors import DatabaseFault, Moved

    numbers, said, lock = itertools.count(), {"overtaken": 0, "busy": 0}, threading.Lock()
    acknowledged: list[str] = []

    def person() -> None:
        while (number := next(numbers)) < times:
            # Short, so that 480 of them fit into a note of 2,000 characters.
            word = f"{number:x}"
            for _ in range(500):
                try:
                    edit(word)
                except Moved:
                    with lock:
                        said["overtaken"] += 1
                except DatabaseFault:
                    with lock:
                        said["busy"] += 1
                else:
                    acknowledged.append(word)
                    break

    crowd = [threading.Thread(target=person) for _ in range(PEOPLE)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    kept = set(read().split())
    return {"acknowledged": len(acknowledged), "lost": len(set(acknowledged) - kept), **said}


def trial(kind: str, times: int, verdict: Verdict) -> None:
    """Edit on one database, each kind of thing, with and without the version."""
    from services import portfolios, scenarios, states
    from services.access import operator, scope

    ground.migrate()
    for blind in (False, True):
        key = "blind" if blind else "seen"
        ground.portfolio(key)
        ground.bring(key, ground.content(3))
        view = scope(operator(), key)
        number = _scenario(key)
        tries: dict[str, tuple[Edit, Callable[[], str]]] = {
            "note of a scenario": (
                scenario_editor(view, number, blind),
                lambda view=view, number=number: scenarios.read(view, number).note,  # type: ignore[misc]
            ),
            "name of a portfolio": (
                name_editor(view, blind),
                lambda view=view: portfolios.facts(view).name,  # type: ignore[misc]
            ),
            "row of a register": (
                row_editor(key, blind),
                lambda key=key: states.register(  # type: ignore[misc]
                    scope(operator(), key), "objectives", ground.AS_OF, ["statement"]
                )["statement"].iloc[0],
            ),
        }
        for what, (edit, read) in tries.items():
            asked = times // 4 if what == "row of a register" or blind else times
            found = together(edit, read, asked)
            told = {"database": kind, "what": what, "version": "not told" if blind else "told", **found}
            if blind:
                verdict.say(told, control_is_caught=found["lost"] > 0)
            else:
                verdict.say(told, lost_updates_are_0=found["lost"] == 0 and found["acknowledged"] == asked)
    ground.dispose()


def _scenario(key: str) -> int:
    """Keep a scenario as stored ones are, with an empty statement: only its note is edited here."""
    from data_access import transaction

    with transaction() as work:
        facts = work.portfolios.get(key)
        assert facts is not None
        values = {"name": "Plan", "note": "", "status": "draft", "summary": {}, "statement": {}, "decision": None}
        return work.scenarios.add(facts.id, "trial", values, [])


def main() -> None:
    """Run the trial and print its figures."""
    given = ground.options(__doc__, 480, "edits of each thing").parse_args()
    verdict = Verdict()
    for kind, _ in ground.databases(given.database):
        trial(kind, given.times, verdict)
    verdict.leave()


if __name__ == "__main__":
    main()
