"""Kill the server while people vote: `python -m benchmarks.workshop.kills [--times 20] [--database both]`.

Thirty phones go on changing their answers while the only process is killed (-9) at random moments and started again;
they take up their lines by themselves and send again what was not told to be saved, as their pages do. After each kill
every answer that was told to be saved must be in the database, or a later one of the same phone (acknowledged lost 0),
and nobody may count twice (doubled 0). As a control a server that says so before it has stored is killed: some must be
lost. Prints JSON; leaves with 1 where a figure is missed.
"""

import asyncio
import os
import random
import tempfile
import time
from pathlib import Path

from benchmarks.faults import ground
from benchmarks.faults.ground import Verdict
from benchmarks.workshop import room
from benchmarks.workshop.room import Phone, Server
from tests.services.workshops.round_table import Table

PEOPLE = 30
EVERY = 0.7
"""Seconds between two answers of a phone: fewer than the server takes in a minute."""
HASTY = """
import json, sys, threading
sys.path.insert(0, {root!r})
from ui.join import live
take = live._Line._take
def hasty(self, text):
    threading.Timer(0.3, take, (self, text)).start()
    sent = json.loads(text)
    return {{"saved": {{name: sent[name] for name in ("question", "round", "answer")}}}}
live._Line._take = hasty
"""
"""What a server runs first that tells an answer to be saved before it is."""


async def go_on(phone: Phone, table: Table, dice: random.Random, over: asyncio.Event) -> None:
    """Answer over and over until told to stop."""
    asked = table.question
    await phone.connect()
    while not over.is_set():
        await phone.vote(asked.id, asked.round, dice.randrange(-8, 9))
        await asyncio.sleep(dice.uniform(0.5, 1.5) * EVERY)


async def kills(server: Server, table: Table, phones: list[Phone], times: int) -> dict[str, float]:
    """Kill the server so many times while all vote; return what was lost, and how long phones were away."""
    dice, over, asked = random.Random(1), asyncio.Event(), table.question
    crowd = [asyncio.create_task(go_on(phone, table, dice, over)) for phone in phones]
    told = {"killed": times, "lost": 0, "doubled": 0}
    while not all(phone.acknowledged for phone in phones):
        await asyncio.sleep(0.1)
    for _ in range(times):
        await asyncio.sleep(dice.uniform(0.3, 2.0))
        server.kill()
        for name, number in room.wrong(phones, asked.id, asked.round).items():
            told[name] += number
        lines = sum(phone.lines for phone in phones)
        await asyncio.to_thread(server.start)
        began = time.monotonic()
        while sum(phone.lines for phone in phones) < lines + len(phones) and not any(one.done() for one in crowd):
            await asyncio.sleep(0.05)
        told["seconds_until_all_are_back"] = round(
            max(time.monotonic() - began, told.get("seconds_until_all_are_back", 0)), 1
        )
        if any(one.done() for one in crowd):
            break
    over.set()
    await asyncio.gather(*crowd)
    for name, number in room.wrong(phones, asked.id, asked.round).items():
        told[name] += number
    held = room.stored(asked.id, asked.round)
    return {**told, "ballots": len(held), "answers": sum(phone.saved for phone in phones)}


def trial(url: str, times: int, place: Path, **more: str) -> dict[str, float]:
    """Kill a server so many times and return what was found."""
    with room.served(url, place, **more) as server:
        table, phones = room.opened(PEOPLE, server.address)
        return asyncio.run(kills(server, table, phones, times))


def main() -> None:
    """Run the trial and print its figures."""
    given = ground.options(__doc__, 20, "kills on each database").parse_args()
    verdict = Verdict()
    for kind, url in ground.databases(given.database):
        ground.migrate()
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            found = trial(url, given.times, place)
            verdict.say(
                {"database": kind, "people": PEOPLE, **found, "load": round(os.getloadavg()[0], 1)},
                acknowledged_lost_are_0=found["lost"] == 0 < found["answers"],
                doubled_are_0=found["doubled"] == 0 and found["ballots"] == PEOPLE,
            )
            (place / "sitecustomize.py").write_text(HASTY.format(root=str(room.ROOT)), encoding="utf-8")
            control = trial(url, max(2, given.times // 10), place, PYTHONPATH=str(place))
            verdict.say({"database": kind, "control_speaks_before": control}, control_is_caught=control["lost"] > 0)
        ground.dispose()
    verdict.leave()


if __name__ == "__main__":
    main()
