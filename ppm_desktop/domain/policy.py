"""The settings that all desktops of a company share; stored in ``ppm_settings``, defaults here."""

from collections.abc import Collection
from dataclasses import dataclass

from ppm_desktop.domain.errors import InvalidRequest

_MAY_BE_ZERO = ("keep_", "guard_", "poll_jitter", "flush_s", "failed_ids_every_s", "most_interruptions", "schedule_")
"""Beginnings of the names of numbers that may be 0; every other has to be more."""
_TOGETHER = frozenset({"lease_s", "shop_timeout_s", "heartbeat_s"})


@dataclass(frozen=True, slots=True)
class SharedSettings:
    """Times are in seconds unless named otherwise.

    Attributes:
        poll_s, poll_busy_s, poll_idle_s: Pause between delta queries normally, from ``busy_from_jobs``
            active jobs on, and with none.
        poll_jitter: Share of a pause by which it varies at random, 0.0 to 1.0.
        push_url: Redis server over which desktops tell each other of changes at once, empty for polling alone.
        stale_after_s: Silence of a runner after which its job shows "no signal".
        lease_s: How long a claim holds without a heartbeat.
        heartbeat_s: Pause between heartbeats, from a timer and a connection of their own.
        flush_s: Shortest pause between writes of counters and ledger rows.
        failed_ids_every_s: Shortest pause between writes of ``failed_item_ids`` while running.
        most_interruptions: How often a job is taken over without getting further before it fails.
        foreign_lane_s: How long a web application's job holds its shop's lane after its last write.
        import_page_size: Products asked for in one request.
        import_connections: Requests in flight to one shop.
        send_page_size: Products that are compared and written together by a sync or export.
        send_batch_size, stock_batch_size: Products, or stock rows, in one request that writes.
        send_connections: Requests in flight to one shop at most while writing.
        preview_sample: Products that the window's preview looks at unless asked for all.
        trial_products: Products that a trial processes before it pauses.
        guard_off_percent: Share of products switched off from which a person is asked, unless the shop has its own.
        guard_price_percent: Price change from which a person is asked, unless the shop has its own.
        keep_changes_days: How long values from before a write are kept, so that it can be undone.
        keep_notifications_days: How long the notification centre keeps what happened.
        keep_completed_days, keep_failed_days, keep_cancelled_days: How long jobs stay after their end.
        archive_jobs: Removed jobs go into ``job_progress_archive``.
        keep_successes_days, keep_failures_days: How long ledger rows of ended jobs stay, if their job does so long.
        keep_events_days: How long timelines of ended jobs stay; ``keep_tombstones_days`` word of removed ones.
        reap_leases_days: How long ago a lease has ended when what is left of it is wiped away.
        tidy_every_hours: Pause between two clean-ups, by whichever computer.
        warn_table_rows: Rows of one table from which the clean-up warns.
        schedule_look_s: Pause between two looks for operations that are due by their schedule.
        schedule_grace_s: How long the computer at which a schedule was made may be late before another runs it.
        schedule_margin_percent: What is added to the longest run of late, to be done by a time.
        schedule_unknown_minutes: What is reckoned for an operation that never ran.
        shop_timeout_s: How long one answer of a shop may take; ``shop_connect_timeout_s`` to connect.
        request_attempts: How often one request is tried on transient failures.
        shop_attempts: How often a job waits for a shop that is away before it fails.
        product_attempts: How often one product is tried on transient faults: again at the end of the run.
        product_wait_s: First wait before such a try; doubles each time.
        shop_wait_s: First of those waits; doubles each time, ``Retry-After`` wins.
        stop_after_identical: Equal failures in a row, not about the products, after which a job stops.
        worker_jobs: Jobs that run at once on one computer.
        catalogue_language: ISO code of the language of ``products.name``.
        home_country: ISO code of the country whose tax rates count.
    """

    poll_s: float = 3.0
    poll_busy_s: float = 2.0
    poll_idle_s: float = 10.0
    busy_from_jobs: int = 5
    poll_jitter: float = 0.1
    push_url: str = ""
    stale_after_s: float = 20.0
    lease_s: float = 90.0
    heartbeat_s: float = 5.0
    flush_s: float = 1.0
    failed_ids_every_s: float = 10.0
    most_interruptions: int = 3
    foreign_lane_s: float = 600.0
    import_page_size: int = 250
    import_connections: int = 3
    send_page_size: int = 100
    send_batch_size: int = 20
    stock_batch_size: int = 100
    send_connections: int = 4
    preview_sample: int = 500
    trial_products: int = 5
    guard_off_percent: float = 10.0
    guard_price_percent: float = 20.0
    keep_changes_days: int = 30
    keep_notifications_days: int = 30
    keep_completed_days: int = 7
    keep_failed_days: int = 30
    keep_cancelled_days: int = 30
    archive_jobs: bool = False
    keep_successes_days: int = 7
    keep_failures_days: int = 30
    keep_events_days: int = 30
    keep_tombstones_days: int = 30
    reap_leases_days: int = 1
    tidy_every_hours: int = 24
    warn_table_rows: int = 5_000_000
    schedule_look_s: float = 20.0
    schedule_grace_s: float = 60.0
    schedule_margin_percent: float = 25.0
    schedule_unknown_minutes: int = 60
    shop_timeout_s: float = 30.0
    shop_connect_timeout_s: float = 10.0
    request_attempts: int = 3
    shop_attempts: int = 5
    product_attempts: int = 3
    product_wait_s: float = 15.0
    shop_wait_s: float = 15.0
    stop_after_identical: int = 10
    worker_jobs: int = 4
    catalogue_language: str = "pl"
    home_country: str = "PL"

    def require_sound(self, changed: Collection[str]) -> None:
        """Make sure that the program can work with the settings named in ``changed``.

        A lease has to outlast an answer of a shop: whoever takes a job over must not meet a request of the one
        before. It has to outlast two heartbeats, too, or a runner loses its job in plain work.

        Raises:
            InvalidRequest: a number is too small, or they do not fit together.
        """
        for name in changed:
            value = getattr(self, name)
            if isinstance(value, str | bool) or value > 0:
                continue
            if value < 0 or not name.startswith(_MAY_BE_ZERO):
                raise InvalidRequest("setting_small", name=name)
        if self.poll_jitter > 1:
            raise InvalidRequest("setting_value", value=str(self.poll_jitter))
        least = max(self.shop_timeout_s, 2 * self.heartbeat_s)
        if self.lease_s <= least and not _TOGETHER.isdisjoint(changed):
            raise InvalidRequest("setting_lease", least=f"{least:g}")
