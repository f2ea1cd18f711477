"""Two replicas on one PostgreSQL: `python -m benchmarks.workshop.replicas [--people 10] [--rounds 3]`.

Phones vote at one process while a wall listens at another, and the other way round; then phones at both wait for the
facilitator's next step, which a third process takes. Told are the milliseconds from sending an answer to the look of
the wall that shows it, and from the step's commit to its arrival at the last phone. Every answer must show. As a
control the channel between the replicas is renamed for the listener: nothing may show. Leaves with 1 where missed.
"""

import argparse
import asyncio
import json
import os
import random
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.faults import ground
from benchmarks.faults.ground import Verdict
from benchmarks.workshop import room
from benchmarks.workshop.room import Phone, Server, Wall
from tests.services.workshops.round_table import Table

DEAF = """
import sys
sys.path.insert(0, {root!r})
from data_access import events
events._from_server = lambda hub: events.time.sleep(events.SECONDS_BETWEEN)
"""
"""What a server runs first that does not hear the others."""


async def votes(table: Table, phones: list[Phone], wall: Wall, rounds: int) -> list[float | None]:
    """Let everybody answer some times; return how long each answer took to the wall, None where it never came."""
    dice, found, asked = random.Random(2), [], table.question
    for phone in phones:
        await phone.connect()
    for place in range(rounds):
        for phone in phones:
            answer = -8 + place
            sent, _ = await phone.vote(asked.id, asked.round, answer)
            await asyncio.sleep(dice.uniform(0.05, 0.2))
            found.append((phone, answer, sent))
    await asyncio.sleep(1.5)
    seen = [wall.first_seen.get((asked.id, asked.round, phone.hashed, answer)) for phone, answer, _ in found]
    return [None if at is None else at - sent for at, (_, _, sent) in zip(seen, found, strict=True)]


async def step(table: Table, phones: list[Phone]) -> list[float]:
    """Show the answers from this process; return how long that took to each phone."""
    told = {"at": 0.0}

    async def wait(phone: Phone) -> float:
        assert phone._line is not None
        async with asyncio.timeout(10):
            while json.loads(await phone._line.recv()).get("shown", {}).get("stage") != "revealed":
                pass
        return time.monotonic() - told["at"]

    waiting = [asyncio.create_task(wait(phone)) for phone in phones]
    await asyncio.sleep(0.2)
    await asyncio.to_thread(table.take, "reveal")
    told["at"] = time.monotonic()
    found = list(await asyncio.gather(*waiting))
    await asyncio.gather(*(phone.close() for phone in phones))
    return found


def across(voting: Server, showing: Server, people: int, rounds: int) -> tuple[list[float | None], list[float]]:
    """Vote at one server with the wall at the other; then take a step with half of the phones at each."""
    table, phones = room.opened(people, voting.address)
    wall = Wall(showing.address, table)
    found = asyncio.run(votes(table, phones, wall, rounds))
    wall.close()
    return found, asyncio.run(_stepped(table, phones, showing))


async def _stepped(table: Table, phones: list[Phone], other: Server) -> list[float]:
    for place, phone in enumerate(phones):
        phone.address = other.address if place % 2 else phone.address
        await phone.connect()
    return await step(table, phones)


def said(found: list[float | None], steps: list[float] | None = None) -> dict[str, Any]:
    """Return the figures of one way."""
    shown = [each for each in found if each is not None]
    told = {"answers": len(found), "shown": len(shown), "vote_to_wall": room.figures(shown)}
    return told if steps is None else {**told, "step_to_phones": room.figures(steps)}


def main() -> None:
    """Run the trial and print its figures."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--people", type=int, default=10)
    made.add_argument("--rounds", type=int, default=3)
    given = made.parse_args()
    verdict = Verdict()
    for _, url in ground.databases("postgresql"):
        ground.migrate()
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            with room.served(url, place, "one") as one, room.served(url, place, "two") as two:
                for way, (voting, showing) in {"one to two": (one, two), "two to one": (two, one)}.items():
                    found, steps = across(voting, showing, given.people, given.rounds)
                    verdict.say(
                        {"way": way, **said(found, steps), "load": round(os.getloadavg()[0], 1)},
                        every_vote_shows=None not in found,
                    )
                (place / "sitecustomize.py").write_text(DEAF.format(root=str(room.ROOT)), encoding="utf-8")
                with room.served(url, place, "deaf", PYTHONPATH=str(place)) as deaf:
                    table, phones = room.opened(3, one.address)
                    wall = Wall(deaf.address, table)
                    found = asyncio.run(votes(table, phones, wall, 1))
                    wall.close()
                verdict.say({"control_deaf": said(found)}, control_is_caught=set(found) == {None})
        ground.dispose()
    verdict.leave()


if __name__ == "__main__":
    main()
