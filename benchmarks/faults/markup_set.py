"""Names that would be markup somewhere, and a sample portfolio in which everything is called so."""

import sqlite3
import zlib
from pathlib import Path
from typing import Final

ELSEWHERE: Final = "http://outside.invalid"
RAN: Final = "window.ran=(window.ran||0)+1"
PAYLOADS: Final = (
    f"<script>{RAN}</script>",
    f'<img src=x onerror="{RAN}">',
    f'<svg onload="{RAN}"><a href="{ELSEWHERE}/svg">zqsvg</a></svg>',
    f'<a href="{ELSEWHERE}/a">zqanchor</a>',
    f'"><iframe src="{ELSEWHERE}/frame"></iframe>',
    f"[zqlink]({ELSEWHERE}/link)",
    f"[zqscript](javascript:{RAN})",
    f"![zqpicture]({ELSEWHERE}/picture.png)",
    f"<{ELSEWHERE}/auto>",
    "<b>zqbold</b> <i>zqslanted</i> & %{x} %{customdata} $1",
    "<b>zqshort</b>",
    "$zqmaths^2$ and $$\\frac{1}{2}$$",
    "**zqstrong** _zqweak_ `zqcode` ~~zqgone~~",
    ":red[zqred] :material/skull: :smile: :blue-background[zqblue] :small[zqsmall]",
    "&lt;zqentity&gt; &#60;script&#62; &amp;lt;",
    "\u202egnp.zqturned\u202c \u200bzqnone",
    "# zqhead\n\n- zqitem\n\n> zqquote | a | b |",
    "https://outside.invalid/zqbare www.outside.invalid",
    "W" * 300,
    "{{zqbraces}} ${zqdollar} %s %(x)s {0}",
    f"'); {RAN}; ('",
)
MARKERS: Final = (
    *("zqsvg", "zqanchor", "zqlink", "zqscript", "zqpicture", "zqbold", "zqslanted", "zqmaths", "zqstrong", "zqweak"),
    *("zqcode", "zqgone", "zqred", "zqblue", "zqsmall", "zqhead", "zqitem", "zqquote", "zqshort"),
)
"""An element that holds one of these and nothing else was drawn as markup."""
KEPT: Final = {"parent", "parent_key", "unit", "objective_key", "risk_key", "line"}


def named(original: str) -> str:
    """Return what a thing is called instead: always the same for the same name, another for another.

    >>> named("Water") == named("Water"), named("Water") == named("Roads"), named("Water").endswith("Water")
    (True, False, True)
    """
    return f"{PAYLOADS[(zlib.crc32(original.encode()) >> 3) % len(PAYLOADS)]} {original}"


def rename_everything(path: Path) -> int:
    """Call everything in a database of the sample by such names, below all checks; return how many columns."""
    from data_access.schema import REGISTERS

    columns = [("portfolio", "name"), ("upload", "file_name"), ("upload", "received_by")]
    for register in REGISTERS.values():
        columns += [
            (register.name, field.name)
            for field in register.fields
            if field.kind == "text" and not field.key and field.name not in KEPT
        ]
    columns += [("resource_demand", "role"), ("resource_capacity", "role"), ("stakeholders", "name")]
    with sqlite3.connect(path) as connection:
        connection.create_function("named", 1, named, deterministic=True)
        for table, column in columns:
            connection.execute(f'UPDATE "{table}" SET "{column}" = named("{column}") WHERE "{column}" <> \'\'')
        connection.execute("DELETE FROM period_summary")
        connection.execute("UPDATE portfolio SET data_version = data_version + 1")
    connection.close()
    return len(columns)


def write_everything() -> list[str]:
    """Write notes, answers, plans and views of such names through the services; return keys of projects to look at."""
    from data_access import reading
    from models.selection import select
    from services import answers, notes, portfolio_candidates, scenarios, scenarios_statement, states, views
    from services.access import operator, scope
    from services.candidates import Asked, problem
    from services.portfolio_candidates import Valuing

    with reading() as work:
        (facts,) = work.portfolios.listing()
        as_of = work.registers.dates(facts.id)[-1]
    view = scope(operator(), facts.key)
    keys = list(states.history(view, as_of, ["name"])["project_key"].drop_duplicates())
    valuing, asked = Valuing("strategic"), Asked(10**12)
    funding = portfolio_candidates.read(view, as_of, valuing)
    stated = problem(funding.candidates, asked)
    told = scenarios_statement.statement(
        view,
        as_of,
        candidates=funding.candidates,
        problem=stated,
        chosen=select(stated, time_limit=2.0),
        valuing=valuing,
        asked=asked,
        address={},
        classes={},
    )
    for number, payload in enumerate(PAYLOADS):
        actor = operator(payload)
        notes.add(actor, view, keys[number % 3], f"{payload} note")
        answers.give(actor, view, as_of, keys[number], f"{payload} answer", payload[:120])
        views.save(actor, view, f"{payload} view", "projects", "")
        scenarios.save(actor, view, payload[:80], f"{payload} why", told)
    return keys[:3]


def file() -> bytes:
    """Return an upload whose names, headers and values are such."""
    heads = ",".join('"' + payload.replace('"', '""').replace("\n", " ")[:200] + '"' for payload in PAYLOADS)
    rows = "".join(
        f'2031-07-31,X{n},"{payload.replace(chr(34), chr(34) * 2)}",never' + f',"{n}"' * len(PAYLOADS) + "\n"
        for n, payload in enumerate(PAYLOADS)
    )
    return f"As of,Project key,Name,Start,{heads}\n{rows}".encode()
