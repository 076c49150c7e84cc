"""The details of a job name who did what to it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.audit import AuditAction, AuditEntry
from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.listing import JobDetail
from ppm_desktop.gui.audit_words import AuditWords
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import Theme
from tests.fakes.gui import FakeClock, FakeJobs
from tests.fakes.sync_center import operations
from tests.fakes.sync_center import window as open_window

ANNA = Computer("KOMPUTER-03", "Anna")
AT = datetime(2026, 11, 25, 14, 28, 7, tzinfo=UTC)


def entry(action: AuditAction, **facts: str) -> AuditEntry:
    return AuditEntry(AT, ANNA, action, 2481, None, facts)


@dataclass
class AuditedJobs(FakeJobs):
    """Every job was started and retried by Anna."""

    def detail(self, job_id: int) -> JobDetail:
        actions = entry(AuditAction.STARTED), entry(AuditAction.RETRIED, job="2490")
        return replace(super().detail(job_id), actions=actions)


@pytest.mark.parametrize("action", AuditAction)
def test_every_action_has_its_words(language: str, wording: Wording, action: AuditAction) -> None:
    assert AuditWords(wording).action(entry(action, job="7"))


def test_details_name_person_and_computer(qtbot: QtBot, theme: Theme, language: str) -> None:
    clock = FakeClock()
    window = open_window(theme, language, AuditedJobs(rows=operations(clock.now())), clock=clock)
    qtbot.addWidget(window)
    window.show()
    window.sync_center.view.list.select(2481)

    def told() -> str:
        detail = window.sync_center.view.detail
        return "\n".join(one.text() for one in detail.findChildren(QLabel) if one.isVisibleTo(detail))

    qtbot.waitUntil(lambda: "Ponowienie jako #2490" in told())
    assert "Kto co zrobił" in told()
    assert "Anna, KOMPUTER-03 · " in told()
