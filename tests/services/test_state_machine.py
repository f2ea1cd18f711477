"""Whatever happens in whatever order, what is stored equals a model that a page of Python can hold."""

import copy
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from data_access import database, transaction
from data_access.intake import Source
from services import access, audit, backups, derived, edits, intake, portfolios, scenarios, states, uploads
from services.access import operator
from services.scenarios import EditedMeanwhile
from tests.services.crashes import Crash
from tests.services.life_at_a_table import AtATable
from tests.services.life_of_visits import OfVisits

DATES = [date(2026, 1, 31), date(2026, 2, 28)]
KEYS = ["city", "other"]
PORTFOLIO, AS_OF, BUDGET = st.sampled_from(KEYS), st.sampled_from(DATES), st.integers(1, 50)
RESTORED = ("files", "edits", "notes", "answers", "claimed", "table", "stage", "step")
"""What the model holds of data that a backup holds too."""


class Life(AtATable, OfVisits, RuleBasedStateMachine):
    """Uploads, edits, scenarios, withdrawals, votes, visits, restores and crashes over two portfolios."""

    folder: Path
    where = KEYS[0]

    def __init__(self):
        super().__init__()
        for key in KEYS:
            portfolios.create(operator(), f"{key}-{id(self)}", key, "USD")
        self.files = {key: {} for key in KEYS}
        self.edits = {key: [] for key in KEYS}
        self.notes = {key: {} for key in KEYS}
        self.versions = dict.fromkeys(KEYS, 0)
        self.kept = None
        self.sit_down()
        self.open_the_door()

    def view(self, key):
        return access.scope(operator(), f"{key}-{id(self)}")

    def state(self, key, as_of):
        """Return the budgets the model expects at a date, by project."""
        standing = [(when, *sent, "file") for when in self.files[key] if (sent := self.in_use(key, when))]
        standing = [(when, order, kind, content) for when, order, _, content, kind in standing]
        standing += [(when, order, "edit", {project: budget}) for when, order, project, budget in self.edits[key]]
        out = {}
        for when, _, kind, content in sorted(standing, key=lambda one: one[:2]):
            if when <= as_of:
                out = dict(content) if kind == "file" else {**out, **content}
        return out

    @rule(key=PORTFOLIO, as_of=AS_OF, budgets=st.lists(BUDGET, min_size=1, max_size=3))
    def upload(self, key, as_of, budgets):
        content = {f"P{n}": budget * 100 for n, budget in enumerate(budgets)}
        done = self.load(key, as_of, content)
        if done.upload is None:
            assert self.in_use(key, as_of)[2] == content
            return
        # A revision takes the place of the one before, and stands after all edits made by then.
        self.files[key][as_of] = [*self.files[key].get(as_of, []), (self.order(), done.upload, content)]

    @precondition(lambda self: any(self.files.values()))
    @rule(data=st.data())
    def upload_the_same_again(self, data):
        key = data.draw(st.sampled_from([key for key in KEYS if self.files[key]]))
        as_of = data.draw(st.sampled_from(sorted(self.files[key])))
        assert self.load(key, as_of, self.in_use(key, as_of)[2]).snapshots == 0

    @precondition(lambda self: any(self.files.values()))
    @rule(data=st.data())
    def withdraw(self, data):
        key = data.draw(st.sampled_from([key for key in KEYS if self.files[key]]))
        as_of = data.draw(st.sampled_from(sorted(self.files[key])))
        sent = data.draw(st.sampled_from(self.files[key][as_of]))
        intake.withdraw(operator(), self.view(key), sent[1], "A trial.")
        self.files[key][as_of] = [one for one in self.files[key][as_of] if one != sent]
        if not self.files[key][as_of]:
            del self.files[key][as_of]

    @precondition(lambda self: any(self.files.values()))
    @rule(data=st.data(), budget=BUDGET)
    def edit(self, data, budget):
        key = data.draw(st.sampled_from([key for key in KEYS if self.files[key]]))
        as_of = data.draw(st.sampled_from(sorted(self.files[key])))
        project = data.draw(st.sampled_from(sorted(self.state(key, as_of)) or ["P0"]))
        row = {"project_key": project, "approved_budget": budget}
        if edits.edit_rows(operator(), self.view(key), "projects", as_of, [row]):
            self.edits[key].append((as_of, self.order(), project, budget * 100))

    @rule(key=PORTFOLIO, note=st.text("abc", max_size=4))
    def save_a_scenario(self, key, note):
        values = {"name": f"S{self.order()}", "note": note, "status": "draft", "summary": {}, "statement": {}}
        with transaction() as work:
            number = work.scenarios.add(
                work.portfolios.get(self.view(key).portfolio).id, "x", {**values, "decision": None}, []
            )
        self.notes[key][number] = (1, note)

    @precondition(lambda self: any(self.notes.values()))
    @rule(data=st.data(), note=st.text("abc", max_size=4), late=st.booleans())
    def edit_a_scenario(self, data, note, late):
        key = data.draw(st.sampled_from([key for key in KEYS if self.notes[key]]))
        number = data.draw(st.sampled_from(sorted(self.notes[key])))
        version, _ = self.notes[key][number]
        if late:
            with pytest.raises(EditedMeanwhile):
                scenarios.edit(operator(), self.view(key), number, version - 1, {"note": note})
        else:
            version = scenarios.edit(operator(), self.view(key), number, version, {"note": note})
            self.notes[key][number] = (version, note)

    @rule(back=st.booleans())
    def keep_or_go_back(self, back):
        if back and self.kept is not None:
            self.restore()
        else:
            self.back_up()

    def back_up(self):
        source = self.folder / f"{id(self)}.zip"
        source.unlink(missing_ok=True)
        backups.make(operator(), source)
        self.kept = (source, self.copied())

    def restore(self):
        source, held = self.kept
        assert backups.restore(operator(), source).findings == []
        vars(self).update(copy.deepcopy(held))
        self.gone, self.here = self.gone + self.here, []

    @rule(key=PORTFOLIO, reconnect=st.booleans())
    def crash_before_a_commit(self, key, reconnect):
        with suppress(Crash), transaction() as work:
            facts = work.portfolios.lock(self.view(key).portfolio)
            work.portfolios.raise_version(facts.id)
            work.portfolios.change(facts.id, {"name": "Never seen"})
            raise Crash
        if reconnect:
            database.engine().dispose()
        assert portfolios.facts(self.view(key)).name == key

    @invariant()
    def totals_equal_the_model_and_nothing_comes_from_elsewhere(self):
        for key in KEYS:
            if self.view(key).data_version != self.versions[key]:
                self.totals_equal_the_model(key)
            kept = {one.number: (one.version, one.note) for one in scenarios.listing(self.view(key))}
            assert kept == self.notes[key]

    def totals_equal_the_model(self, key):
        for as_of in DATES:
            stored = states.projects(self.view(key), as_of, ["approved_budget"])
            found = dict(zip(stored["project_key"], (stored["approved_budget"] * 100).round(), strict=True))
            assert found == self.state(key, as_of)

    @invariant()
    def versions_only_rise(self):
        for key in KEYS:
            now = self.view(key).data_version
            assert now >= self.versions[key]
            self.versions[key] = now

    def teardown(self):
        for key in KEYS:
            self.totals_equal_the_model(key)
        assert backups.verify().findings == []
        assert audit.verify().whole
        shutil.rmtree(self.folder / "backups", ignore_errors=True)

    def in_use(self, key, as_of):
        """Return the newest file of a date that was not withdrawn, with its place in the order of events."""
        return self.files[key].get(as_of, [None])[-1]

    def order(self):
        self.turn = getattr(self, "turn", 0) + 1
        return self.turn

    def copied(self):
        return copy.deepcopy({name: getattr(self, name) for name in RESTORED})

    def load(self, key, as_of, content):
        view = self.view(key)
        rows = "".join(f"{as_of},{project},{project},{minor // 100}\n" for project, minor in content.items())
        file = Source(f"As of,Project key,Name,Approved budget\n{rows}".encode(), "file.csv")
        plan = uploads.plan(operator(), view, uploads.read(operator(), view, file, here=True))
        return intake.commit(operator(), view, plan["hash"])


def test_no_order_of_events_loses_or_mixes_anything(database_url, tmp_path, monkeypatch):
    class Here(Life):
        folder = tmp_path

    # Figures that rest on the rows have tests of their own, and would take most of the time here.
    monkeypatch.setattr(derived, "refresh_and_train", lambda *_: None)
    few = hypothesis_settings(max_examples=4, stateful_step_count=12, deadline=None, derandomize=True)
    run_state_machine_as_test(Here, settings=few)
