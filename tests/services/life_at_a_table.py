"""What may happen at a workshop, in whatever order, beside a model of the answers that were acknowledged."""

import hashlib
from collections import Counter
from contextlib import suppress
from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from data_access import reading
from data_access.ballots import Ballots
from services import objectives
from services.access import operator
from services.errors import Explained, NotAllowed
from services.workshops import voting
from services.workshops.terms import OVER, STRONGEST
from tests.services.crashes import Crash
from tests.services.rows import rows_of, tables
from tests.services.workshops import held

AT = date(2026, 1, 31)
PEOPLE, OBJECTIVES = ("Anna", "Ben", "Carla"), ("Safe", "Green", "Fair")
NAME = st.sampled_from(PEOPLE)
WAY = st.sampled_from(["line held", "crash", "other device"])
ANSWER = st.none() | st.integers(-STRONGEST, STRONGEST)
OTHER_DEVICE = "f" * voting.KEY_LENGTH
NEXT = {
    "asking": ["reveal"],
    "revealed": ["discuss", "ask_again", "accept"],
    "discussing": ["ask_again", "accept"],
    "between": ["ask_next", "close"],
    "closed": ["open another"],
}


class AtATable:
    """Votes, votes changed, lost half way or too late, and the steps of the facilitator, in one of the portfolios.

    `answers` holds what was acknowledged, by question and round and then by name; `claimed` who is noted as having
    answered, those among them whose line was lost before their answer was stored.
    """

    where: str

    def sit_down(self):
        for name in OBJECTIVES:
            objectives.add(operator(), self.view(self.where), AT, name, points=10.0)
        self.answers, self.claimed, self.looked_at = {}, {}, None
        self.open_another()

    def open_another(self):
        self.table = held.open_workshop(operator(), self.view(self.where), AT, PEOPLE)
        self.table.take("ask_next")
        self.stage, self.step = "asking", self.table.now.version

    @rule(ballots=st.lists(st.tuples(WAY, NAME, ANSWER), min_size=1, max_size=5))
    def answer(self, ballots):
        for way, name, answer in ballots:
            if self.stage != "asking":
                with pytest.raises(Explained, match="closed"):
                    self.say(name, answer)
            elif way == "crash":
                with suppress(Crash), patch.object(Ballots, "cast", side_effect=Crash):
                    self.say(name, answer)
                self.claimed.setdefault(self.place, set()).add(name)
            elif way == "other device" and self.has_answered(name):
                with pytest.raises(NotAllowed, match="another device"):
                    self.say(name, answer, OTHER_DEVICE)
            else:
                self.say(name, answer)
                self.claimed.setdefault(self.place, set()).add(name)
                self.answers.setdefault(self.place, {})[name] = answer

    @rule(data=st.data())
    def lead_on(self, data):
        choices = NEXT[self.stage]
        if self.stage == "between" and len(self.table.now.questions) == len(OBJECTIVES):
            choices = ["close"]
        taken = data.draw(st.sampled_from(choices))
        if taken == "open another":
            self.open_another()
            return
        last = self.place
        self.table.take(taken)
        self.stage = self.table.now.stage
        if taken == "ask_again":  # Whoever changes nothing keeps the answer given.
            self.answers[self.place] = dict(self.answers.get(last, {}))
            self.claimed[self.place] = set(self.claimed.get(last, ()))

    @invariant()
    def every_acknowledged_vote_stands_once_with_its_last_answer(self):
        now = self.table.now
        seats = {seat.id: seat.name for seat in now.seats}
        asked = {question.id for question in now.questions}
        for place, claimed in self.claimed.items():
            given = self.answers.get(place, {})
            with reading() as work:
                ballots, turnout = work.ballots.of_question(*place), work.ballots.turnout(*place)
            assert Counter(ballot["answer"] for ballot in ballots) == Counter(given.values())
            assert len(ballots) <= sum(turnout.values()) == len(claimed)
            if place[0] in asked:
                assert {seats[seat] for seat, has in turnout.items() if has} == claimed
            if place[0] in asked and now.stage not in OVER:
                by_key = {ballot["key_hash"]: ballot["answer"] for ballot in ballots}
                assert by_key == {self.key_hash(name): answer for name, answer in given.items()}

    @invariant()
    def a_workshop_moves_on_by_its_steps_alone(self):
        now = self.table.now
        assert now.stage == self.stage
        assert now.version >= self.step
        self.step = now.version

    @invariant()
    def nothing_joins_a_ballot_to_a_place(self):
        ballots = rows_of("workshop_ballot")
        if ballots == self.looked_at:
            return
        self.looked_at = ballots
        elsewhere = " ".join(repr(row) for name in tables() - {"workshop_ballot"} for row in rows_of(name))
        for ballot in ballots:
            assert set(ballot) == {"id", "question_id", "round", "key_hash", "voter_group", "answer"}
            assert ballot["voter_group"] == ""
            assert ballot["key_hash"] not in elsewhere
            assert str(ballot["id"]) not in elsewhere
        for row in rows_of("workshop_turnout"):
            assert set(row) == {"question_id", "round", "seat_id", "voted"}
        for name in PEOPLE:
            assert self.key(name) not in elsewhere + repr(ballots)

    @property
    def place(self):
        """The question under way and its round."""
        question = self.table.now.current
        return question.id, question.round

    def has_answered(self, name):
        """Whether this answer is stored, and that of everybody else who is noted as having answered."""
        given = self.answers.get(self.place, {})
        return name in given and set(given) == self.claimed[self.place]

    def say(self, name, answer, key=""):
        voting.vote(self.table.tokens[name], *self.place, answer, key or self.key(name))

    def key(self, name):
        """What the device of somebody keeps for this workshop."""
        return hashlib.sha256(f"{self.where} {self.table.number} {name}".encode()).hexdigest()[: voting.KEY_LENGTH]

    def key_hash(self, name):
        return hashlib.sha256(f"{self.table.number} {self.key(name)}".encode()).hexdigest()
