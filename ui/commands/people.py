"""Commands about people: the first administrator is made here, for nobody can sign in before."""

from typing import Annotated, Final
from urllib.parse import urlsplit

import typer

from data_access.settings import settings
from services import people
from services.access import operator
from services.errors import NotFound
from services.people import Person
from services.rights import ROLES
from ui.commands.output import Json, Said, saying
from ui.commands.serve import ADDRESS, FIRST_PORT
from ui.wording import people as wording

HERE: Final = f"http://{ADDRESS}:{FIRST_PORT}"
"""Where Bellwether is served unless it was told otherwise; which port a running server took is not known here."""
commands = typer.Typer(help="People who may sign in, and their roles.", no_args_is_help=True)
Account = Annotated[str, typer.Argument(help="Name the person signs in with, or their e-mail address.")]
Portfolio = Annotated[str, typer.Option(help="Key of one portfolio; all portfolios where left out.")]
Address = Annotated[
    str,
    typer.Option(
        help=f"Where people open Bellwether, for the link; BELLWETHER_PUBLIC_URL, else {HERE}, where left out."
    ),
]


def mount(app: typer.Typer) -> None:
    """Add the commands to the app."""
    app.add_typer(commands, name="people")


@commands.command("list")
def listing(as_json: Json = False) -> None:
    """List everybody with their roles."""
    with saying(as_json) as said:
        everybody = people.listing(operator())
        said.fields = {"people": [_told(person) for person in everybody]}
        said.lines = [f"{one.account}: {one.name}. {wording.roles(one, {})}" for one in everybody]
        said.lines = said.lines or ["Nobody yet. Add the first administrator: cli.py people add NAME --role admin"]


@commands.command()
def add(
    account: Account,
    name: Annotated[str, typer.Option(help="Name people know; the account where left out.")] = "",
    email: Annotated[str, typer.Option(help="E-mail address.")] = "",
    role: Annotated[str, typer.Option(help=f"One of {', '.join(ROLES)}.")] = "",
    portfolio: Portfolio = "",
    address: Address = "",
    as_json: Json = False,
) -> None:
    """Add a person; where people sign in by password, print the link by which they choose one."""
    place = _place(address)
    with saying(as_json) as said:
        number = people.add(operator(), account, name or account, email, role, portfolio)
        said.fields = {"person": number}
        said.lines = [f"{account} is added."]
        if settings().sign_in in ("none", "accounts"):
            _invite(said, number, place)


@commands.command()
def invite(account: Account, address: Address = "", as_json: Json = False) -> None:
    """Print a new link by which a person chooses a password; it holds for seven days."""
    place = _place(address)
    with saying(as_json) as said:
        _invite(said, _named(account).id, place)


@commands.command()
def role(
    account: Account,
    given: Annotated[str, typer.Argument(help=f"One of {', '.join(ROLES)}; none takes the role.")],
    portfolio: Portfolio = "",
    as_json: Json = False,
) -> None:
    """Give a person a role in one portfolio or in all, or take it."""
    with saying(as_json) as said:
        people.set_role(operator(), _named(account).id, portfolio, "" if given == "none" else given)
        said.fields = _told(_named(account))
        said.lines = [f"{account}: {wording.roles(_named(account), {})}"]


@commands.command()
def projects(
    account: Account,
    portfolio: Annotated[str, typer.Argument(help="Key of the portfolio.")],
    keys: Annotated[
        list[str] | None, typer.Argument(help="Keys of the projects, in place of those so far; only told if none.")
    ] = None,
    empty: Annotated[bool, typer.Option("--none", help="Take all projects away.")] = False,
    as_json: Json = False,
) -> None:
    """Give a contributor the projects whose registers they keep in a portfolio, or tell which they are."""
    if keys and empty:
        raise typer.BadParameter("give keys or --none, not both")
    with saying(as_json) as said:
        person = _named(account)
        if keys or empty:
            people.set_own_projects(operator(), person.id, portfolio, keys or [])
        own = sorted(people.own_projects(operator(), person.id, portfolio))
        said.fields = {"account": person.account, "portfolio": portfolio, "projects": own}
        said.lines = [wording.own_projects(person, portfolio, own)]


@commands.command()
def disable(
    account: Account,
    undo: Annotated[bool, typer.Option("--undo", help="The same as the command enable.")] = False,
    as_json: Json = False,
) -> None:
    """Keep a person out and end their visits at once; the command enable lets them in again."""
    _keep_out(account, not undo, as_json)


@commands.command()
def enable(account: Account, as_json: Json = False) -> None:
    """Let a disabled person in again, with the roles and projects they had."""
    _keep_out(account, False, as_json)


def _keep_out(account: str, out: bool, as_json: bool) -> None:
    with saying(as_json) as said:
        people.disable(operator(), _named(account).id, out)
        said.fields = _told(_named(account))
        said.lines = [f"{account} is kept out." if out else f"{account} may sign in again."]


def _place(address: str) -> str:
    """Return where Bellwether is reached as it was given; wrong use where it is no address."""
    if address and not (urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname):
        raise typer.BadParameter(f'"{address}" is not an address such as {HERE}')
    return address


def _invite(said: Said, number: int, place: str) -> None:
    token = people.invite(operator(), number)
    said.fields["link"] = wording.link(token, place or settings().public_url or HERE)
    said.lines.append(f"To choose a password, within seven days: {said.fields['link']}")
    if not place and not settings().public_url:
        said.lines.append(
            f"BELLWETHER_PUBLIC_URL is not set: where people open Bellwether by another address than {HERE}, put that "
            "in its place, or give it with --address."
        )


def _named(account: str) -> Person:
    found = next((one for one in people.listing(operator()) if one.account == account.casefold()), None)
    if found is None:
        raise NotFound(f'There is no account "{account}".', repair="See `cli.py people list`.")
    return found


def _told(person: Person) -> dict[str, object]:
    roles = [
        {"portfolio": portfolio or None, "role": role, "by_group": group} for portfolio, role, group in person.roles
    ]
    return {"account": person.account, "name": person.name, "roles": roles, "disabled": person.disabled}
