"""The operations of the design's pictures, for screenshots and tests of the window."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from ppm_desktop.domain.catalog import ShopCategory
from ppm_desktop.domain.job import Computer, ItemOutcome, ItemRecord, JobPhase, JobSnapshot, JobState, JobType, Origin
from ppm_desktop.domain.listing import CauseCount, EventKind, JobCounts, ShopSummary, WrittenItem
from ppm_desktop.domain.notification import AlertChoices
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.roles import EVERYTHING, Rights
from ppm_desktop.domain.sending import FieldChange
from ppm_desktop.gui.backend import Backend
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.remembered import Remembered
from ppm_desktop.gui.theme import Theme
from ppm_desktop.jobs.board import ProgressBoard
from tests.fakes.failures import failures_of_pictures
from tests.fakes.gui import FakeClock, FakeJobs, FakeManager, FakeProducts, FakeShops, InstantPool, event, job
from tests.fakes.notifications import FakeMessages, FakeNotifications
from tests.fakes.previews import FakeSending
from tests.fakes.schedules import FakeSchedules
from tests.fakes.sending import FakeConflicts, FakeUndoing
from tests.fakes.settings import FakeSettings
from tests.fakes.shops import FakeDesk, FakeMappings

HERE = Computer("KOMPUTER-01", "Marta Kowalska")
ANNA = Computer("KOMPUTER-03", "Anna")


def operations(now: datetime) -> list[JobSnapshot]:
    """One job in nearly every state a row can have."""

    def at(**ago: float) -> datetime:
        return now - timedelta(**ago)

    def make(number: int, shop: str, **fields: object) -> JobSnapshot:
        fields = {"shop_name": shop, "shop_id": number, "updated_at": now, "origin": Origin.HERE} | fields
        fields.setdefault("starter", HERE)
        fields.setdefault("runner", HERE)
        fields.setdefault("created_at", fields["started_at"] or now)
        return job(number, **fields)

    running = {"state": JobState.PROCESSING, "phase": JobPhase.WORKING, "lease_left_s": 90.0}
    sync, export = {"type": JobType.SYNC}, {"type": JobType.EXPORT}
    return [
        make(
            2481,
            "KAYO Parts PL",
            **running,
            total=1250,
            processed=412,
            failed=7,
            started_at=at(minutes=7, seconds=2),
            created_at=at(seconds=10),
            mode="category",
            current_sku="MRF-26-S-0042",
            current_name="Kombinezon crossowy MRF 26, rozm. S",
            params={
                "category_id": 12,
                "category_name": "Pit Bike",
                "include_subcategories": True,
                "policy": "keep_ppm",
            },
        ),
        make(
            2480,
            "MPP Trade CZ",
            **running,
            **sync,
            total=874,
            processed=96,
            started_at=at(minutes=2),
            origin=Origin.ELSEWHERE,
            runner=ANNA,
            created_at=at(seconds=20),
        ),
        make(
            2479,
            "Pitbike Store SK",
            **running,
            **export,
            total=2310,
            processed=1684,
            failed=3,
            started_at=at(minutes=20),
            origin=Origin.WEB,
            runner=None,
            starter=None,
            created_at=at(seconds=30),
        ),
        make(
            2478,
            "B2B Test DEV",
            **running,
            **sync,
            total=320,
            processed=145,
            failed=1,
            started_at=at(minutes=12),
            next_attempt_at=now + timedelta(seconds=42.4),
            attempt=3,
            waiting_code="HTTP 503",
            created_at=at(seconds=40),
        ),
        make(
            2477,
            "MRF Racing DE",
            state=JobState.PENDING,
            total=560,
            started_at=None,
            queue_place=2,
            created_at=at(seconds=41),
        ),
        make(
            2467,
            "YCF Polska",
            state=JobState.FAILED,
            total=150,
            processed=150,
            failed=12,
            started_at=at(minutes=43, seconds=34),
            completed_at=at(minutes=41),
            created_at=at(minutes=44),
        ),
        make(
            2466,
            "KAYO Parts PL",
            state=JobState.COMPLETED,
            **sync,
            total=1238,
            processed=1238,
            started_at=at(minutes=80),
            completed_at=at(minutes=63),
        ),
        make(
            2465,
            "MPP Trade HU",
            state=JobState.FAILED,
            **sync,
            total=86,
            processed=31,
            started_at=at(hours=2, minutes=3),
            completed_at=at(hours=2),
            error_message="Sklep odrzucił klucz API (401)",
        ),
        make(
            2464,
            "Pitbike Store SK",
            state=JobState.CANCELLED,
            **export,
            total=940,
            processed=268,
            failed=2,
            started_at=at(hours=3, minutes=9),
            completed_at=at(hours=3),
        ),
        make(
            2463,
            "MPP Trade CZ",
            state=JobState.COMPLETED,
            **sync,
            total=0,
            processed=0,
            started_at=at(hours=4, minutes=1),
            completed_at=at(hours=4),
        ),
    ]


def states(now: datetime) -> list[JobSnapshot]:
    """The states that `operations` lacks, all at once: counting, silent, cancelling, all failed, hardly begun."""
    rows = operations(now)
    first, silent = rows[0], rows[1]
    return [
        replace(first, id=3001, total=None, processed=0, failed=0, started_at=now, shop_name="MRF Racing DE"),
        replace(rows[4], id=3002, shop_busy_with=2478),
        replace(silent, id=3003, silent_s=38.0),
        replace(first, id=3004, cancel_requested=True, processed=655),
        replace(first, id=3005, processed=5, failed=0),
        replace(first, id=3006, processed=187, failed=150),
        replace(rows[7], id=3007),
        replace(rows[9], id=3008),
    ]


def more_states(now: datetime) -> list[JobSnapshot]:
    """What stands, was taken over, is kept here alone, or was mended."""
    rows = operations(now)
    first, partial = rows[0], rows[5]
    return [
        replace(first, id=3101, processed=640, paused_at=now - timedelta(minutes=12)),
        replace(first, id=3102, total=560, processed=38, failed=10, paused_at=now, paused_cause="internal:10"),
        replace(first, id=3103, failed=1, saved_locally_s=200.0, type=JobType.SYNC),
        replace(first, id=3104, failed=0, slow_connections=1, type=JobType.SYNC),
        replace(first, id=3105, failed=0, taken_from="KOMPUTER-03", type=JobType.SYNC),
        replace(first, id=3106, unanswered=4, processed=411, silent_s=30.0, origin=Origin.ELSEWHERE, runner=ANNA),
        replace(partial, id=3107, resolved=partial.failed, retried_as=2484),
        replace(partial, id=3108, retried_as=2484),
    ]


def trial_run(now: datetime) -> JobSnapshot:
    """An export that stands after its first five products."""
    return replace(
        operations(now)[0],
        id=2486,
        type=JobType.EXPORT,
        shop_name="KAYO Parts PL",
        total=185,
        processed=5,
        failed=0,
        trial_limit=5,
        paused_at=now - timedelta(minutes=2),
        started_at=now - timedelta(minutes=4),
    )


def trial_items() -> list[WrittenItem]:
    """What `trial_run` wrote."""
    price, stock = FieldChange("price_net", "629.00", "649.00"), FieldChange("quantity", 11, 14)
    new = (FieldChange("price_net", None, "199.00"), FieldChange("quantity", None, 8))
    made = (
        ("MRF-26-S-0042", "Kombinezon crossowy MRF 26, rozm. S", ItemOutcome.UPDATED, (price, stock)),
        ("MRF-26-M-0042", "Kombinezon crossowy MRF 26, rozm. M", ItemOutcome.UPDATED, (price,)),
        ("KAY-150-0027", "Gaźnik KAYO TT 150", ItemOutcome.CREATED, new),
        ("KAY-150-0031", "Króciec gaźnika KAYO TT 150", ItemOutcome.CREATED, new),
        ("KAY-125-0311", "Cylinder kompletny KAYO TT 125", ItemOutcome.UNCHANGED, ()),
    )
    return [
        WrittenItem(ItemRecord(place, sku, name, outcome, external_id=place), changes, f"https://kayo.example/{place}")
        for place, (sku, name, outcome, changes) in enumerate(made, start=1)
    ]


def prepared(now: datetime) -> FakeJobs:
    """`operations` with details as in the pictures."""
    jobs = FakeJobs(operations(now), counts=JobCounts(5, 24, 15, 3), failed_today=25)
    jobs.causes[2481] = (CauseCount("duplicate_ean", 4), CauseCount("duplicate_sku", 2), CauseCount("timeout", 1))
    jobs.causes[2467] = (
        CauseCount("duplicate_ean", 5),
        CauseCount("duplicate_sku", 4),
        CauseCount("timeout", 2),
        CauseCount("invalid_price", 1),
    )
    shift = (now - event(0, EventKind.QUEUED).at).total_seconds()
    jobs.events[2481] = tuple(
        replace(one, at=one.at + timedelta(seconds=shift))
        for one in (
            event(423, EventKind.QUEUED, person="Marta"),
            event(422, EventKind.STARTED, total="1250", person="Marta"),
            event(207, EventKind.SLOWED, code="429"),
            event(15, EventKind.FIRST_FAILURE, sku="KAY-125-0311", cause="duplicate_ean"),
        )
    )
    jobs.lines[2467] = failures_of_pictures(now - timedelta(minutes=41))
    return jobs


def shops() -> FakeShops:
    """The shops of the pictures and a small tree of categories."""
    tree = [
        ShopCategory(1, 0, {1: "Root"}),
        ShopCategory(2, 1, {1: "Home"}),
        ShopCategory(3, 2, {1: "Motocykle"}),
        ShopCategory(4, 3, {1: "Pit Bike"}),
        ShopCategory(5, 4, {1: "KAYO"}),
    ]
    rows = [
        ShopSummary(1, "KAYO Parts PL", "https://kayo.example", linked_products=1238),
        ShopSummary(2, "B2B Test DEV", "https://b2b.example", linked_products=320, busy_with=2478),
        ShopSummary(3, "MPP Trade CZ", "https://cz.example", linked_products=874),
    ]
    return FakeShops(rows, tree)


def window(
    theme: Theme,
    language: str,
    jobs: FakeJobs,
    *,
    pool: InstantPool | None = None,
    manager: FakeManager | None = None,
    known_shops: FakeShops | None = None,
    desk: FakeDesk | None = None,
    mappings: FakeMappings | None = None,
    products: FakeProducts | None = None,
    schedules: FakeSchedules | None = None,
    sending: FakeSending | None = None,
    notifications: FakeNotifications | None = None,
    messages: FakeMessages | None = None,
    board: ProgressBoard | None = None,
    settings: FakeSettings | None = None,
    rights: Rights = EVERYTHING,
    embedded: bool = False,
    log_folder: Path = Path("logs"),
    clock: FakeClock | None = None,
) -> MainWindow:
    """A main window on fakes."""
    clock = clock or FakeClock()
    known = known_shops or shops()
    backend = Backend(
        manager=manager or FakeManager(),
        jobs=jobs,
        shops=known,
        shop_desk=desk or FakeDesk(known=known.rows),
        shop_mappings=mappings or FakeMappings(),
        products=products or FakeProducts(),
        schedules=schedules or FakeSchedules(),
        sending=sending or FakeSending(),
        undoing=FakeUndoing(),
        conflicts=FakeConflicts(),
        notifications=notifications or FakeNotifications(),
        pool=pool or InstantPool(),
        board=board or ProgressBoard(),
        shared=SharedSettings(),
        settings=settings or FakeSettings(),
        rights=rights,
    )
    return MainWindow(
        backend,
        theme=theme,
        language=language,
        database_label="" if embedded else "ppm-db.mpptrade.local",
        embedded=embedded,
        log_folder=log_folder,
        version="1.4.0",
        computer=HERE,
        remembered=Remembered(),
        alert_choices=AlertChoices(),
        tray=messages,
        now=clock.now,
        monotonic_s=clock.monotonic_s,
    )
