"""The dialog that starts an operation: what it hands on, what it looks at before, and what it asks to be typed."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.errors import ShopAuthError
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.preview import PreviewKind
from ppm_desktop.domain.product_list import CategoryLine
from ppm_desktop.domain.request import ConflictPolicy, JobMode, JobRequest, SendPolicy
from ppm_desktop.gui.dialogs.new_job import NewJobDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.operation.change_card import ChangeCard
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.pill import Pill
from tests.fakes.gui import FakeProducts, InstantPool
from tests.fakes.previews import FakeSending, preview
from tests.fakes.sync_center import shops

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@dataclass
class Started:
    """What a dialog has handed on."""

    jobs: list[tuple[JobRequest, tuple[int, ...]]] = field(default_factory=list)

    def take(self, request: JobRequest, shop_ids: tuple[int, ...]) -> None:
        self.jobs.append((request, shop_ids))

    @property
    def request(self) -> JobRequest:
        """The only request."""
        ((request, _),) = self.jobs
        return request


@pytest.fixture
def sending() -> FakeSending:
    return FakeSending()


@pytest.fixture
def pool() -> InstantPool:
    return InstantPool()


Opener = Callable[..., NewJobDialog]


@pytest.fixture
def started() -> Started:
    return Started()


@pytest.fixture
def opened(
    theme: Theme, wording: Wording, qtbot: QtBot, sending: FakeSending, pool: InstantPool, started: Started
) -> Opener:
    products = FakeProducts(tree=[CategoryLine(12, "Silnik / Zasilanie", 0, 31)])

    def open_dialog(job_type: JobType = JobType.IMPORT, picked: tuple[int, ...] = ()) -> NewJobDialog:
        known = shops()
        listed = list(known.list())
        dialog = NewJobDialog(
            theme,
            wording,
            Language.POLISH,
            listed,
            known,
            products,
            sending,
            pool,
            SharedSettings(),
            job_type,
            picked,
        )
        qtbot.addWidget(dialog)
        dialog.chosen.connect(started.take)
        return dialog

    return open_dialog


class TestImport:
    """Nothing is looked at first: an import writes only to PPM."""

    def test_everything_of_one_shop_is_the_plain_case(
        self, opened: Opener, started: Started, sending: FakeSending
    ) -> None:
        dialog = opened()
        dialog.choose_shop(1)
        dialog.start()
        assert started.jobs == [(JobRequest(mode=JobMode.ALL, policy=ConflictPolicy.KEEP_PPM), (1,))]
        assert not sending.asked

    def test_without_a_shop_nothing_starts(self, opened: Opener, started: Started) -> None:
        dialog = opened()
        dialog.start()
        assert dialog.problem == "Wybierz co najmniej jeden sklep."
        assert not started.jobs

    def test_selected_products_need_a_sku_and_are_taken_once_each(self, opened: Opener, started: Started) -> None:
        dialog = opened()
        dialog.choose_shop(1)
        dialog.choose_mode(JobMode.INDIVIDUAL)
        dialog.start()
        assert dialog.problem == "Wklej co najmniej jedno SKU."
        dialog.skus.setPlainText(" A-1 \n\nB-2; A-1, C 3\n")
        dialog.start()
        assert started.request.skus == ("A-1", "B-2", "C 3")

    def test_a_category_is_chosen_from_the_shops_own_tree(self, opened: Opener, started: Started) -> None:
        dialog = opened()
        dialog.choose_shop(1)
        dialog.choose_mode(JobMode.CATEGORY)
        dialog.start()
        assert dialog.problem == "Wybierz kategorię."
        box = dialog.findChild(QComboBox)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findText("Motocykle / Pit Bike"))
        dialog.start()
        assert (started.request.category_id, started.request.include_subcategories) == (4, True)

    def test_a_category_of_several_shops_cannot_be_chosen(self, opened: Opener, started: Started) -> None:
        dialog = opened()
        dialog.choose_shop(1)
        dialog.choose_mode(JobMode.CATEGORY)
        dialog.choose_shop(3)
        dialog.start()
        assert started.request.mode is JobMode.ALL


def test_a_sync_starts_only_once_its_preview_is_there(
    opened: Opener, started: Started, sending: FakeSending, pool: InstantPool
) -> None:
    dialog = opened(JobType.SYNC)
    dialog.choose_shop(1)
    pool.hold()
    dialog.look_now()
    dialog.start()
    assert not started.jobs
    pool.release()
    assert dialog.start_button.text() == "Rozpocznij synchronizację (122)"
    dialog.start()
    assert started.jobs == [(JobRequest(type=JobType.SYNC), (1,))]
    assert [asked[1:] for asked in sending.asked] == [(1, SharedSettings().preview_sample)]


def test_choosing_something_else_marks_the_preview_and_asks_again_a_little_later(
    opened: Opener, sending: FakeSending, qtbot: QtBot
) -> None:
    dialog = opened(JobType.SYNC)
    dialog.choose_shop(1)
    dialog.look_now()
    dialog.choices.choose_policy(1)
    assert "Nieaktualny" in [pill.accessibleName() for pill in dialog.preview.findChildren(Pill)]
    assert not dialog.start_button.isEnabled()
    qtbot.waitUntil(lambda: len(sending.asked) == 2)
    assert sending.asked[1][0].send_policy is SendPolicy.KEEP_SHOP
    assert dialog.start_button.isEnabled()


def test_going_back_to_what_was_looked_at_asks_no_shop_again(opened: Opener, sending: FakeSending) -> None:
    dialog = opened(JobType.SYNC)
    dialog.choose_shop(1)
    dialog.look_now()
    dialog.choices.choose_policy(1)
    dialog.choices.choose_policy(0)
    assert dialog.start_button.isEnabled()
    assert len(sending.asked) == 1


def test_a_late_answer_to_older_choices_is_dropped_and_its_question_stopped(
    opened: Opener, sending: FakeSending, pool: InstantPool
) -> None:
    dialog = opened(JobType.SYNC)
    dialog.choose_shop(1)
    pool.hold()
    dialog.look_now()
    dialog.choices.choose_policy(2)
    pool.release()
    (stop,) = sending.stops
    assert stop is not None and stop.is_set()
    assert not dialog.start_button.isEnabled()


def test_closing_stops_the_question(opened: Opener, sending: FakeSending, pool: InstantPool) -> None:
    dialog = opened(JobType.EXPORT)
    dialog.choose_shop(1)
    pool.hold()
    dialog.look_now()
    dialog.reject()
    pool.release()
    assert [stop.is_set() for stop in sending.stops if stop is not None] == [True]


def test_an_unusually_big_change_waits_for_its_number(opened: Opener, started: Started, sending: FakeSending) -> None:
    sending.answer = preview(alarm=True, switched_off=31, to_confirm=122)
    dialog = opened(JobType.SYNC)
    dialog.choose_shop(1)
    dialog.look_now()
    dialog.preview.guard.field.setText("121")
    dialog.start()
    assert not started.jobs
    dialog.preview.guard.field.setText("122")
    dialog.start()
    assert started.request.confirmed == 122


def test_shops_that_ask_for_numbers_get_each_their_own(opened: Opener, started: Started, sending: FakeSending) -> None:
    sending.answer = preview(alarm=True, repriced=3, to_confirm=122)
    dialog = opened(JobType.SYNC)
    dialog.choose_shop(1)
    dialog.choose_shop(3)
    dialog.look_now()
    dialog.preview.guard.field.setText("244")
    dialog.start()
    assert [(request.confirmed, ids) for request, ids in started.jobs] == [(122, (1,)), (122, (3,))]


def test_nothing_to_change_starts_nothing_and_says_so(opened: Opener, started: Started, sending: FakeSending) -> None:
    sending.answer = preview(update=0, conflicts=0, written=0)
    dialog = opened(JobType.SYNC)
    dialog.choose_shop(1)
    dialog.look_now()
    dialog.start()
    assert not started.jobs
    assert not dialog.start_button.isEnabled()


@pytest.mark.parametrize(("policy", "starts"), [(SendPolicy.NOTE, True), (SendPolicy.KEEP_SHOP, False)])
def test_conflicts_alone_are_worth_a_start_where_they_are_noted(
    opened: Opener, started: Started, sending: FakeSending, policy: SendPolicy, starts: bool
) -> None:
    sending.answer = preview(update=0, conflicts=4, written=0)
    dialog = opened(JobType.SYNC)
    dialog.choose_shop(1)
    dialog.choices.choose_policy(list(SendPolicy).index(policy))
    dialog.look_now()
    assert not any("matches" in one.text() or "zgodne" in one.text() for one in dialog.findChildren(QLabel))
    dialog.start()
    assert [request.send_policy for request, _ids in started.jobs] == [policy] * starts


def test_a_shop_that_does_not_answer_can_be_done_without_a_preview(
    opened: Opener, started: Started, sending: FakeSending
) -> None:
    sending.error = ShopAuthError()
    dialog = opened(JobType.SYNC)
    dialog.choose_shop(1)
    dialog.look_now()
    assert not dialog.start_button.isEnabled()
    dialog.preview.skip_wanted.emit()
    dialog.start()
    assert started.request.confirmed is None


def test_only_a_sample_is_looked_at_until_all_are_asked_for(
    opened: Opener, started: Started, sending: FakeSending
) -> None:
    sending.answer = preview(in_scope=9000, looked_at=500, to_confirm=8800)
    dialog = opened(JobType.SYNC)
    dialog.choose_shop(1)
    dialog.look_now()
    assert dialog.start_button.text() == "Rozpocznij synchronizację (8800)"
    dialog.preview.whole_wanted.emit()
    assert [sample for _, _, sample in sending.asked] == [SharedSettings().preview_sample, None]


def test_a_trial_run_is_asked_for_with_the_size_of_the_settings(opened: Opener, started: Started) -> None:
    dialog = opened(JobType.EXPORT)
    dialog.choose_shop(1)
    dialog.look_now()
    dialog.trial.setChecked(True)
    dialog.choices.create_categories.setChecked(True)
    dialog.look_now()
    dialog.start()
    wanted = JobRequest(type=JobType.EXPORT, create_categories=True, trial_limit=SharedSettings().trial_products)
    assert started.request == wanted


def test_products_picked_elsewhere_are_what_is_sent(opened: Opener, started: Started) -> None:
    dialog = opened(JobType.SYNC, picked=(7, 9))
    dialog.choose_shop(1)
    dialog.look_now()
    dialog.start()
    assert (started.request.mode, started.request.product_ids) == (JobMode.INDIVIDUAL, (7, 9))


def test_picked_products_of_ppm_are_not_offered_to_an_import(opened: Opener, started: Started) -> None:
    dialog = opened(JobType.SYNC, picked=(7, 9))
    dialog.choose_shop(1)
    dialog.choices.types.choose(JobType.IMPORT)
    dialog.start()
    assert started.request == JobRequest(mode=JobMode.ALL)


def test_a_sync_chooses_from_the_categories_of_ppm(opened: Opener, started: Started) -> None:
    dialog = opened(JobType.SYNC)
    dialog.choose_shop(1)
    dialog.choose_shop(3)
    dialog.choose_mode(JobMode.CATEGORY)
    dialog.choices.scope.choose_category(12)
    dialog.look_now()
    dialog.start()
    assert (started.request.category_id, started.jobs[0][1]) == (12, (1, 3))


def test_every_kind_that_occurs_can_be_looked_at(opened: Opener, sending: FakeSending) -> None:
    sending.answer = replace(preview(), failed=1)
    dialog = opened(JobType.SYNC)
    dialog.choose_shop(1)
    dialog.look_now()
    shown = {}
    for kind in (PreviewKind.CONFLICT, PreviewKind.UPDATE, PreviewKind.UNCHANGED, PreviewKind.FAILED):
        dialog.preview.choose(kind)
        cards = [card for card in dialog.preview.findChildren(ChangeCard) if not card.isHidden()]
        shown[kind] = [card.accessibleName() for card in cards]
    assert [len(cards) for cards in shown.values()] == [3, 1, 1, 1]
    assert "649,00" in shown[PreviewKind.CONFLICT][0]
    assert "KAY-DUP-0001" in shown[PreviewKind.FAILED][0]
