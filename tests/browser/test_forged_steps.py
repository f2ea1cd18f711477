"""Whole acts forged by those without the right, dialogs and choices among them; sent by who has it, each is done."""

import shutil
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

import pandas as pd
import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from models import slip_model, slip_run
from models.slip_run import ModelRun
from services import publications, slip_training
from services.access import scope
from services.rights import ROLES, Right
from services.workshops.making import Rules, prepare_weights
from tests.browser.forged import Widget, drawn_by
from tests.browser.live_client import Live
from tests.browser.people_served import Served, let_settings_name, signed_in
from tests.browser.stored_rows import differing, rows
from tests.services import slip_stand_in, slip_works, town
from tests.services.people_met import show_drafts
from tests.services.workshops import held
from ui.wording.slip import HORIZONS

TOWNS = ("hamlet", "town", "village")
"""A portfolio for each act that would stand in the way of another; the last has a period that is signed off."""
NEXT = quote(HORIZONS["next"])
NEW_RISK = '{"edited_rows": {}, "added_rows": [{"title": "Forged"}], "deleted_rows": []}'
FIRST_ROW = '{"selection": {"rows": [0], "columns": [], "cells": []}}'
CSV = b"As of,Project key,Name\n2026-06-30,W9,Forged\n"


@dataclass(frozen=True)
class Act:
    """Something done on a page: the controls used one after the other, by how their keys begin, the last one writing.

    `writes` names a table that changes when somebody does it who has the right.
    """

    name: str
    stem: str
    right: Right
    controls: tuple[str, ...]
    writes: str
    query: dict[str, str] = field(default_factory=dict)

    @property
    def without_right(self) -> list[str]:
        """The roles that may not do it."""
        return [role for role in ROLES if self.right not in ROLES[role]]


def workshop_act(name: str, stage: str, *controls: str) -> Act:
    return Act(name, "workshop", Right.DECIDE, controls, "workshop", {"workshop": stage})


ACTS = (
    Act("withdraw", "periods", Right.UPLOAD,
        ("periods_files_table", "periods_withdraw", "periods_reason", "periods_withdraw_now"), "upload",
        {"portfolio": "hamlet"}),
    Act("publish", "periods", Right.DECIDE, ("periods_step_publish", "periods_publish_now"), "reporting_period",
        {"portfolio": "village"}),
    Act("give a role", "people", Right.ADMINISTER, ("people_give",), "role_grant", {"person": "facilitator"}),
    Act("take a role", "people", Right.ADMINISTER, ("people_take_",), "role_grant", {"person": "somebody"}),
    Act("restore a model", "slip_risk", Right.UPLOAD, ("slip_restore", "slip_restore_reason_", "slip_restore_now"),
        "slip_models", {"portfolio": "mill", "slip_horizon": NEXT}),
    Act("change a register", "project", Right.KEEP,
        ("project_change_open", "project_editor_risks", "project_change_save"), "risks",
        {"project": "W5", "project_register": "Risks"}),
    workshop_act("open", "draft", "workshop_step_"),
    workshop_act("reveal", "asking", "workshop_step_"),
    workshop_act("accept", "revealed", "workshop_step_"),
    workshop_act("decide", "closed", "workshop_by", "workshop_accept"),
)  # fmt: skip


@pytest.fixture(scope="module")
def running(start_app, sqlite_template, tmp_path_factory):
    """A server on a town with a period to publish and a workshop at each stage; its database; their numbers."""
    path = tmp_path_factory.mktemp("steps") / "steps.db"
    shutil.copyfile(sqlite_template, path)
    with pytest.MonkeyPatch.context() as patch:
        let_settings_name(f"sqlite:///{path}", patch, "none")
        two_models("mill", patch)
        for place in TOWNS:
            here = town.store(key=place)
        for step in (publications.review, publications.sign_off):
            version = next(one.version for one in publications.listing(here) if one.as_of == town.JUNE)
            step(town.ME, here, town.JUNE, version)
        numbers = {stage: str(number) for stage, number in workshops().items()}
        let_settings_name(f"sqlite:///{path}", patch, "accounts")
        for place in (*TOWNS, "mill"):
            show_drafts(place)
            tokens = {role: signed_in(role, role, place) for role in ROLES}
        signed_in("somebody", "viewer", "town")
        tokens["admin"] = signed_in("everywhere", "admin")
        address = start_app(f"sqlite:///{path}", BELLWETHER_SIGN_IN="accounts")
        yield Served(address, tokens), path, numbers


def two_models(place: str, patch: pytest.MonkeyPatch) -> None:
    """Store a portfolio with two slip models as any server opens them; only how often they were right is made up."""

    def run(history: pd.DataFrame, horizon: Any, days: int, **more: Any) -> ModelRun:
        made = slip_stand_in.model_run(history, horizon, days, **more)
        return replace(made, model=slip_model.fit(made.training, horizon))

    with patch.context() as quickly:
        quickly.setattr(slip_run, "model_run", run)
        here = slip_works.store(slip_works.reports(), place)
        for _ in range(2):
            slip_training.here(here, town.ME, {"horizon": "next", "days": 30}, lambda done, total, words: None)
            here = scope(town.ME, place)


def workshops() -> dict[str, int]:
    found = {"draft": prepare_weights(town.ME, scope(town.ME, "town"), town.JUNE, "Weights", Rules())}
    for stage, steps in {"asking": (), "revealed": ("reveal",), "closed": ("reveal", "accept", "close")}.items():
        table = held.open_workshop(town.ME, scope(town.ME, "town"), town.JUNE)
        table.take("ask_next")
        table.vote("Anna", -2)
        table.take(*steps)
        found[stage] = table.number
    return found


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_an_act_forged_without_the_right_changes_nothing(running, act, capsys):
    served, path, numbers = running
    query = address_of(act, numbers)
    with Live(served.address, served.tokens["admin"]) as admin:
        told, fragment = learned(admin, act, query)
        for role in act.without_right:
            with Live(served.address, served.tokens[role]) as live:
                live.run(act.stem, query=query)
        before, sent = rows(path), 0
        for role in act.without_right:
            with Live(served.address, served.tokens[role]) as live:
                live.run(act.stem, query=query)
                assert live.run(act.stem, query=query, widgets=told).ended
                live.tell(act.stem, query=query, widgets=told, fragment=fragment)
                assert live.run(act.stem, query=query, widgets=told, by_hash=True).ended
                sent += 3
        changed = differing(before, rows(path))
        with capsys.disabled():
            print(f" [changes by forging to {act.name}: {changed} of {sent}]", end="")
        assert changed == {}
        admin.run(act.stem, query=query, widgets=told)
    assert act.writes in differing(before, rows(path)), "Whoever has the right does it by the same message."
    come_to_rest(path)


@pytest.mark.parametrize("role", ["viewer", "contributor"])
def test_a_file_is_taken_in_from_nobody_who_may_not_upload(running, role):
    served, path, _ = running
    with Live(served.address, served.tokens["analyst"]) as analyst, Live(served.address, served.tokens[role]) as live:
        (uploader,) = [
            one for one in drawn_by(analyst.run("upload", query="portfolio=town")) if one.kind == "file_uploader"
        ]
        live.run("portfolio", query="portfolio=town")
        before = rows(path)
        assert put(served, role, analyst.session) == 403
        put(served, role, live.session)
        for by_hash in (False, True):
            live.run("upload", query="portfolio=town", widgets=uploaded(uploader, live.session), by_hash=by_hash)
        assert differing(before, rows(path)) == {}
        assert put(served, "analyst", analyst.session) == 204
        analyst.run("upload", query="portfolio=town", widgets=uploaded(uploader, analyst.session))
        assert "draft" in differing(before, rows(path)), "The file of somebody who may upload is read and planned."


def come_to_rest(path):
    """Wait until nothing is written any more: figures are worked out beside the visit that saved."""
    before, now = {}, rows(path)
    while now != before:
        time.sleep(0.5)
        before, now = now, rows(path)


def learned(admin: Live, act: Act, query: str) -> tuple[WidgetStates, str]:
    """Return the message by which an administrator does it, as the pages show it, and the part of the page."""
    told, widgets = WidgetStates(), drawn_by(admin.run(act.stem, query=query))
    for place, key in enumerate(act.controls):
        found = [one for one in widgets if one.key.startswith(key)]
        assert found, f"{key} is not drawn"
        told.widgets.append(used(found[0]))
        if place < len(act.controls) - 1:
            widgets = drawn_by(admin.run(act.stem, query=query, widgets=told)) + widgets
    return told, found[0].fragment


def used(widget: Widget) -> WidgetState:
    if widget.is_button:
        return WidgetState(id=widget.id, trigger_value=True)
    if widget.kind == "expander":
        return WidgetState(id=widget.id, bool_value=True)
    if widget.is_editor:
        return WidgetState(id=widget.id, string_value=NEW_RISK)
    return WidgetState(id=widget.id, string_value="Forged" if widget.kind.startswith("text") else FIRST_ROW)


def uploaded(uploader: Widget, session: str) -> WidgetStates:
    """Return the message that says that a file was uploaded."""
    told = WidgetStates()
    files = told.widgets.add(id=uploader.id).file_uploader_state_value
    one = files.uploaded_file_info.add(file_id="forged", name="forged.csv", size=len(CSV))
    one.file_urls.file_id, one.file_urls.upload_url = "forged", f"/_stcore/upload_file/{session}/forged"
    return told


def put(served: Served, role: str, session: str) -> int:
    """Send a file to a session as somebody, and return how that was answered."""
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="forged.csv"\r\n\r\n' + CSV + b"\r\n--x--\r\n"
    xsrf = generate_xsrf_token_string()
    headers = {"Cookie": f"bellwether={served.tokens[role]}; _streamlit_xsrf={xsrf}", "X-Xsrftoken": xsrf}
    headers |= {"Content-Type": "multipart/form-data; boundary=x", "Origin": served.address}
    address = f"{served.address}/_stcore/upload_file/{session}/forged"
    request = urllib.request.Request(address, body, headers, method="PUT")
    try:
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return int(refused.code)


def address_of(act: Act, numbers: dict[str, str]) -> str:
    told = {name: numbers.get(value, value) for name, value in act.query.items()}
    return "&".join(f"{name}={value}" for name, value in {"portfolio": "town", **told}.items())
