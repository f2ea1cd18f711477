"""One unit of work: a transaction with its named reads and writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from sqlalchemy import Connection

from data_access import database, faults
from data_access.answers import Answers
from data_access.attendance import Attendance
from data_access.ballots import Ballots
from data_access.derived import Derived
from data_access.drafts import Drafts
from data_access.events import HUB, Live
from data_access.jobs import Jobs
from data_access.journal import Journal, keep_outside
from data_access.people import People
from data_access.portfolios import Portfolios
from data_access.publications import Publications
from data_access.publications_stored import PublicationsStored
from data_access.registers import Registers
from data_access.remarks import Remarks
from data_access.scenarios import Scenarios
from data_access.slip_models import SlipModels
from data_access.soundness import Soundness
from data_access.uploads import Uploads
from data_access.visits import Visits
from data_access.weighings import Weighings
from data_access.workshops import Workshops


class UnitOfWork:
    """The reads and writes of one transaction, by what they are about."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def portfolios(self) -> Portfolios:
        """Portfolios and their data version."""
        return Portfolios(self._connection)

    @cached_property
    def uploads(self) -> Uploads:
        """Uploads, snapshots and value notes."""
        return Uploads(self._connection)

    @cached_property
    def registers(self) -> Registers:
        """Rows of all registers."""
        return Registers(self._connection)

    @cached_property
    def drafts(self) -> Drafts:
        """Plans that wait for their commit, and remembered mappings."""
        return Drafts(self._connection)

    @cached_property
    def remarks(self) -> Remarks:
        """Notes, saved views, lineage and reporting periods."""
        return Remarks(self._connection)

    @cached_property
    def publications(self) -> Publications:
        """What was published of periods, and restated since."""
        return Publications(self._connection)

    @cached_property
    def publications_stored(self) -> PublicationsStored:
        """All that was ever published or restated, to be compared with the audit."""
        return PublicationsStored(self._connection)

    @cached_property
    def answers(self) -> Answers:
        """Answers of projects to what their evidence says."""
        return Answers(self._connection)

    @cached_property
    def derived(self) -> Derived:
        """Figures that can be rebuilt."""
        return Derived(self._connection)

    @cached_property
    def slip_models(self) -> SlipModels:
        """Fitted slip models."""
        return SlipModels(self._connection)

    @cached_property
    def scenarios(self) -> Scenarios:
        """Plans of a budget, kept with everything that determines them."""
        return Scenarios(self._connection)

    @cached_property
    def jobs(self) -> Jobs:
        """Long work, asked for and under way."""
        return Jobs(self._connection)

    @cached_property
    def people(self) -> People:
        """People, their roles, and what is kept from whom."""
        return People(self._connection)

    @cached_property
    def attendance(self) -> Attendance:
        """What is told of all people at once."""
        return Attendance(self._connection)

    @cached_property
    def visits(self) -> Visits:
        """Visits let in, invitations and failed attempts."""
        return Visits(self._connection)

    @cached_property
    def weighings(self) -> Weighings:
        """How objectives were weighed."""
        return Weighings(self._connection)

    @cached_property
    def workshops(self) -> Workshops:
        """Workshops, their places and questions."""
        return Workshops(self._connection)

    @cached_property
    def ballots(self) -> Ballots:
        """Ballots, and who has voted."""
        return Ballots(self._connection)

    @cached_property
    def live(self) -> Live:
        """What live pages are told once this is committed."""
        return Live(self._connection)

    @cached_property
    def soundness(self) -> Soundness:
        """Whether all that is stored is whole."""
        return Soundness(self._connection)

    @cached_property
    def journal(self) -> Journal:
        """The audit."""
        return Journal(self._connection)


@contextmanager
def transaction() -> Iterator[UnitOfWork]:
    """Yield a unit of work that writes; everything in it happens, or nothing.

    Raises DatabaseFault where the disk is full, cannot be written, or the database does not answer.
    """
    with HUB.writing(), faults.told(), database.engine().execution_options(write=True).begin() as connection:
        work = UnitOfWork(connection)
        yield work
        head = work.journal.settle()
    if head is not None:
        keep_outside(head)
    for topic in work.live.topics:
        HUB.signal(topic)


@contextmanager
def reading() -> Iterator[UnitOfWork]:
    """Yield a unit of work that only reads, on one consistent state."""
    options = {"isolation_level": "REPEATABLE READ"} if database.engine().dialect.name == "postgresql" else {}
    with faults.told(), database.engine().execution_options(**options).begin() as connection:
        yield UnitOfWork(connection)
