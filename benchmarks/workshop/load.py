"""People vote at once: `python -m benchmarks.workshop.load [--people 30 100 300] [--database both] [--seconds 10]`.

As many phones as asked sit at a workshop on one process and answer over the protocol of the real ones, each question
within some seconds (`spread`), then all in one moment (`at_once`); a fifth of them change their mind. One wall listens.
Told are the milliseconds from sending an answer to its being told saved, and to the first look of the wall, called by
the event stream, that shows it; with 30 people also to the repaint of the wall's page over Streamlit's own protocol.
Acknowledged answers lost and ballots too many must be 0. Leaves with 1 where they are not, or where the median on the
wall with 30 people exceeds 300 ms.
"""

import argparse
import asyncio
import os
import random
import re
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.faults import ground
from benchmarks.faults.ground import Verdict
from benchmarks.workshop import room
from benchmarks.workshop.room import Phone, Wall
from tests.browser.live_client import Live
from tests.services.workshops.round_table import Table

PAINTED_WITH = 30
PROMISED = 0.3
ANSWERED = re.compile(r"(\d+) of \d+ have answered")


class PaintedWall:
    """A page of the wall that is drawn anew with each telling; notes when each number of answers was first drawn."""

    def __init__(self, address: str, table: Table) -> None:
        self.drawn: list[tuple[float, int]] = []
        self._query = f"portfolio={table.scope.portfolio}&workshop={table.number}"
        self._live = Live(address)
        run = self._live.run("wall", query=self._query)
        self._fragment = next(delta.fragment_id for delta in run.deltas if ANSWERED.search(str(delta)))
        self._wanted, self._over = threading.Event(), False
        self._thread = threading.Thread(target=self._paint, daemon=True)
        self._thread.start()

    def told(self) -> None:
        """Draw again."""
        self._wanted.set()

    def close(self) -> None:
        """Go away."""
        self._over = True
        self._wanted.set()
        self._thread.join(10)

    def _paint(self) -> None:
        while self._wanted.wait() and not self._over:
            self._wanted.clear()
            run = self._live.run("wall", query=self._query, fragment=self._fragment)
            found = ANSWERED.search(run.drawn)
            if found:
                self.drawn.append((time.monotonic(), int(found.group(1))))

    def seconds(self, votes: list[tuple[float, float]]) -> list[float]:
        """Return how long after its sending the n-th answer to be saved was counted on the wall."""
        found = []
        for place, (sent, _) in enumerate(sorted(votes, key=lambda each: each[1]), 1):
            shown = next((at for at, answered in self.drawn if answered >= place), None)
            if shown is not None:
                found.append(shown - sent)
        return found


async def question(phones: list[Phone], number: int, asked: int, seconds: float, dice: random.Random) -> list[Any]:
    """Let everybody answer within some seconds; return phone, answer, and when it was sent and told to be saved."""
    said = []

    async def answer(phone: Phone) -> None:
        await asyncio.sleep(dice.uniform(0, seconds))
        value = dice.randrange(-8, 9)
        said.append((phone, value, *await phone.vote(asked, number, value)))

    await asyncio.gather(*(answer(phone) for phone in phones))
    first = list(said)
    changing = dice.sample(phones, len(phones) // 5)
    await asyncio.gather(*(answer(phone) for phone in changing))
    return [first, said[len(first) :]]


async def session(table: Table, phones: list[Phone], walls: tuple[Wall, PaintedWall | None], asked: Any) -> list[Any]:
    """Hold a workshop of questions, one for each number of seconds; return what was found of each."""
    wall, painted = walls
    found, dice = [], random.Random(1)
    for phone in phones:
        await phone.connect()
    for place, seconds in enumerate(asked):
        if place:
            table.take("reveal", "accept", "ask_next")
            await asyncio.sleep(2)
        now = table.question
        wall.ask(now.id, now.round)
        if painted:
            painted.drawn.clear()
        first, changed = await question(phones, now.round, now.id, seconds, dice)
        await asyncio.sleep(1.5)
        times = [(phone, answer, sent, saved) for phone, answer, sent, saved in first + changed]
        seen = [wall.first_seen.get((now.id, now.round, phone.hashed, answer)) for phone, answer, _, _ in times]
        told = {"within_seconds": seconds, "saved": room.figures([saved - sent for _, _, sent, saved in times])}
        told["on_the_wall"] = room.figures([at - one[2] for at, one in zip(seen, times, strict=True) if at is not None])
        if painted and seconds:
            told["repainted"] = room.figures(painted.seconds([(sent, saved) for _, _, sent, saved in first]))
        found.append({**told, **room.wrong(phones, now.id, now.round), "refused": sum(len(p.refused) for p in phones)})
    await asyncio.gather(*(phone.close() for phone in phones))
    return found


def trial(kind: str, url: str, people: int, seconds: float, verdict: Verdict) -> None:
    """Hold a workshop of so many people on a new process and say what was found."""
    with tempfile.TemporaryDirectory() as place, room.served(url, Path(place)) as server:
        table, phones = room.opened(people, server.address)
        wall = Wall(server.address, table)
        painted = PaintedWall(server.address, table) if people <= PAINTED_WITH else None
        if painted:
            look, told = wall._look, painted.told
            wall._look = lambda: (told(), look())  # type: ignore[method-assign,func-returns-value]
        found = asyncio.run(session(table, phones, (wall, painted), (seconds, seconds, 0.0)))
        wall.close()
        if painted:
            painted.close()
    for each in found:
        median = each.get("repainted", each["on_the_wall"]).get("median", 10**6)
        verdict.say(
            {"database": kind, "people": people, **each, "load": round(os.getloadavg()[0], 1)},
            lost_are_0=each["lost"] == 0,
            doubled_are_0=each["doubled"] == 0,
            nobody_is_refused=each["refused"] == 0,
            within_300_ms_at_the_median=not (people <= PAINTED_WITH and each["within_seconds"])
            or median <= 1_000 * PROMISED,
        )


def main() -> None:
    """Run the trial and print its figures."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--people", type=int, nargs="+", default=[30, 100, 300])
    made.add_argument("--database", choices=[*ground.KINDS, "both"], default="both")
    made.add_argument("--seconds", type=float, default=10.0, help="within which everybody answers (default 10)")
    given = made.parse_args()
    verdict = Verdict()
    for kind, url in ground.databases(given.database):
        ground.migrate()
        for people in given.people:
            trial(kind, url, people, given.seconds, verdict)
        ground.dispose()
    verdict.leave()


if __name__ == "__main__":
    main()
