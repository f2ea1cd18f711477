"""People who sign in and are sent away, in whatever order: whoever was sent away can do nothing more."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from data_access import transaction
from services import access, backups, edits, people, portfolios, visits
from services.access import operator
from services.errors import SignedOut
from services.workshops import making, steps
from services.workshops.rules import Rules
from tests.services.rows import everything

AT = date(2026, 1, 31)
LOOKED = frozenset({"web_session"})
"""When a visit was last seen stands here."""


class OfVisits:
    """Visits that begin and end; `here` and `gone` hold the actor and the token of each."""

    folder: Path
    where: str

    def open_the_door(self):
        self.here, self.gone = [], []
        self.sign_in("facilitator")

    @rule(role=st.sampled_from(["viewer", "facilitator", "admin"]))
    def sign_in(self, role):
        number = people.add(operator(), f"p{self.order()}-{id(self)}", "Somebody")
        people.set_role(operator(), number, self.view(self.where).portfolio, role)
        with transaction() as work:
            token = visits.begin(work, number, "192.0.2.1", "a browser")
        self.here.append((visits.actor(visits.current(token).id), token))

    @precondition(lambda self: self.here)
    @rule(data=st.data(), by=st.sampled_from(["an administrator", "themselves", "being disabled"]))
    def send_away(self, data, by):
        actor, token = left = data.draw(st.sampled_from(self.here))
        if by == "an administrator":
            visits.revoke(operator(), actor.session)
        elif by == "themselves":
            visits.end(token)
        else:
            people.disable(operator(), actor.person)
        self.here.remove(left)
        self.gone.append(left)
        self.nothing_is_written_by(actor)

    @invariant()
    def whoever_was_sent_away_sees_nothing_and_the_others_do(self):
        view = self.view(self.where)
        for actor, token in self.gone:
            assert visits.current(token) is None
            assert not visits.counts(actor.session)
            assert not visits.stands(actor.session)
            with pytest.raises(SignedOut):
                access.scope(actor, view.portfolio)
        for actor, token in self.here:
            assert visits.current(token).id == actor.session
            assert visits.stands(actor.session)
            assert access.scope(actor, view.portfolio).data_version == view.data_version

    def nothing_is_written_by(self, actor):
        view, now, other = self.view(self.where), self.table.now, self.folder / "stolen.zip"
        row = {"project_key": "P0", "approved_budget": 1}
        before = everything(without=LOOKED)
        for attempt in (
            lambda: portfolios.change(actor, view, name="Mine"),
            lambda: edits.edit_rows(actor, view, "projects", AT, [row]),
            lambda: making.prepare_weights(actor, view, AT, "Mine", Rules()),
            lambda: steps.abandon(actor, view, now.id, now.version),
            lambda: people.add(actor, "mine", "Mine"),
            lambda: people.set_role(actor, actor.person, view.portfolio, "admin"),
            lambda: people.listing(actor),
            lambda: visits.own(actor),
            lambda: backups.make(actor, other),
        ):
            with pytest.raises(SignedOut):
                attempt()
        assert everything(without=LOOKED) == before
        assert not other.exists()
