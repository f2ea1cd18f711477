"""All registers beside projects: which function makes each, and at which months it is filed."""

from collections.abc import Callable

import pandas as pd

from sample_data import registers_control as control
from sample_data import registers_delivery as delivery
from sample_data import registers_money as money
from sample_data import registers_strategy as strategy
from sample_data.world import World
from sample_data.write import WHOLE, Manifest

Maker = Callable[[World, int], pd.DataFrame]
MAKERS: dict[str, tuple[Maker, str]] = {
    "objectives": (strategy.objectives, "yearly"),
    "impacts": (strategy.impacts, "yearly"),
    "milestones": (delivery.milestones, "recent"),
    "costs": (money.costs, "recent"),
    "benefits": (strategy.benefits, "last two"),
    "benefit_values": (strategy.benefit_values, "last two"),
    "risks": (control.risks, "recent"),
    "issues": (control.issues, "recent"),
    "changes": (delivery.changes, "quarterly"),
    "dependencies": (delivery.dependencies, "last two"),
    "resource_demand": (money.resource_demand, "last two"),
    "resource_capacity": (money.resource_capacity, "last two"),
    "contracts": (money.contracts, "last two"),
    "gates": (delivery.gates, "recent"),
    "decisions": (control.decisions, "quarterly"),
    "reviews": (control.reviews, "last two"),
    "quality": (delivery.quality, "last two"),
    "documents": (delivery.documents, "last two"),
    "stakeholders": (control.stakeholders, "last two"),
    "communications": (control.communications, "last two"),
    "lessons": (control.lessons, "last two"),
}


def months_filed(world: World, rhythm: str) -> list[int]:
    """Return the months of a rhythm, the last month always among them.

    recent: the last four quarter ends; yearly: the first month and each June; quarterly: every quarter end;
    last two: the last quarter end.
    """
    last = world.last_month
    number = [int(world.date(month)[5:7]) for month in range(last + 1)]
    quarters = [month for month in range(last + 1) if number[month] % 3 == 0]
    chosen = {
        "recent": quarters[-4:],
        "yearly": [0] + [month for month in range(last + 1) if number[month] == 6],
        "quarterly": [0, *quarters],
        "last two": quarters[-1:],
    }[rhythm]
    return sorted({*chosen, last})


def write_all(world: World, manifest: Manifest, last_only: bool = False) -> None:
    """Write every register at its months, the whole portfolio in each file."""
    for register, (make, rhythm) in MAKERS.items():
        for month in [world.last_month] if last_only else months_filed(world, rhythm):
            date = world.date(month)
            manifest.add(make(world, month), f"files/{register}/{date}.csv", register, WHOLE, date, date)
