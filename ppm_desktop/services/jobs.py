"""Jobs as lists, figures and details."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ppm_desktop.domain.audit import AuditAction
from ppm_desktop.domain.failure_list import FailureList, FailureQuery, LedgerLine, Removed, ReportWords
from ppm_desktop.domain.job import ItemRecord, JobSnapshot
from ppm_desktop.domain.listing import Delta, DeltaMark, JobDetail, JobFilter, JobPage, Overview, PageKey, WrittenItem
from ppm_desktop.persistence.audit import AuditLog
from ppm_desktop.persistence.failed_items import FailedItems
from ppm_desktop.persistence.items import ItemRepository
from ppm_desktop.persistence.job_removal import JobRemoval
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.prestashop.address import page_of
from ppm_desktop.services.reports import write_report

DELTA_LIMIT = 500
"""Rows of one delta query; what is left comes with the next."""


MATCHING_PAGE = 500
MOST_MATCHING = 20_000
"""Jobs that one wish of a person may mean at once."""


class JobService:
    """Reads of the shared table, and its tidying up; all of them block and may raise `DatabaseError`."""

    def __init__(
        self,
        jobs: JobRepository,
        items: ItemRepository,
        failed: FailedItems,
        removal: JobRemoval,
        shops: ShopRepository,
        audit: AuditLog,
    ) -> None:
        self._jobs = jobs
        self._items = items
        self._failed = failed
        self._removal = removal
        self._shops = shops
        self._audit = audit

    def page(self, wanted: JobFilter, after: PageKey | None = None, limit: int = 100) -> JobPage:
        """The newest jobs that match, or those that follow ``after``; see `JobPage`."""
        return self._jobs.page(wanted, after, limit)

    def listed(self, wanted: JobFilter, limit: int) -> list[JobSnapshot]:
        """Every active job that matches, and ``limit`` of the ended ones."""
        page = self._jobs.page(wanted, None, limit)
        rows = list(page.rows)
        while page.next is not None and sum(not job.active for job in rows) < limit:
            page = self._jobs.page(wanted, page.next, limit)
            rows += page.rows
        return [*(job for job in rows if job.active), *[job for job in rows if not job.active][:limit]]

    def matching(self, wanted: JobFilter) -> list[JobSnapshot]:
        """Every job that matches, at most `MOST_MATCHING`: read page by page."""
        found: list[JobSnapshot] = []
        after: PageKey | None = None
        while len(found) < MOST_MATCHING:
            page = self._jobs.page(wanted, after, MATCHING_PAGE)
            found += page.rows
            after = page.next
            if after is None:
                break
        return found[:MOST_MATCHING]

    def overview(self, wanted: JobFilter) -> Overview:
        """Counts of the segments and the header's totals; today begins at this computer's midnight."""
        midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        return self._jobs.overview(wanted, midnight)

    def delta(self, mark: DeltaMark | None) -> Delta:
        """Everything written since ``mark``; with None only a mark to start from."""
        return self._jobs.delta(mark, DELTA_LIMIT)

    def find(self, key: str) -> JobSnapshot | None:
        """The job with this number (``#12``, ``12``) or UUID."""
        return self._jobs.find(key)

    def detail(self, job_id: int) -> JobDetail:
        """Causes and timeline of one job."""
        return self._jobs.detail(job_id)

    def failures(self, job_id: int, limit: int, after: int = 0) -> list[ItemRecord]:
        """Failed products in the order of their sequence, those behind ``after``."""
        return self._items.failures(job_id, limit, after)

    def written(self, job_id: int, limit: int) -> list[WrittenItem]:
        """The first ``limit`` products of a job with what it changed of them in the shop."""
        job = self._jobs.get(job_id)
        shop = None if job is None else self._shops.find(str(job.shop_id))
        address = "" if shop is None else shop.url
        return [
            WrittenItem(record, changes, page_of(address, record.external_id))
            for record, changes in self._items.written(job_id, limit)
        ]

    def failed_ids(self, job_id: int) -> list[str]:
        """What the job's row says of its failed products; all there is of a job of the web application."""
        return self._jobs.failed_ids(job_id)

    def failed_groups(self, job_id: int, search: str = "") -> FailureList:
        """Why products of a job failed, each cause with its first products."""
        return self._failed.groups(job_id, search)

    def failed_page(self, job_id: int, query: FailureQuery, after: int, limit: int) -> list[LedgerLine]:
        """Failed products behind the place ``after``."""
        return self._failed.page(job_id, query, after, limit)

    def failed_places(self, job_id: int, query: FailureQuery) -> list[int]:
        """Places in the ledger of the failed products that are meant."""
        return self._failed.sequences(job_id, query)

    def failed_labels(self, job_id: int, query: FailureQuery) -> list[str]:
        """Their SKUs, ids of the shop where there is none."""
        return [line.label for line in self._failed.stream(job_id, query)]

    def report_failures(self, job_id: int, query: FailureQuery, path: Path, words: ReportWords) -> int:
        """Write failed products into a file; returns how many. Raises `OSError` as well."""
        return write_report(path, self._failed.stream(job_id, query), words)

    def report(self, job_id: int, path: Path, words: ReportWords) -> int:
        """Write every product of the job into a file; returns how many. Raises `OSError` as well."""
        return write_report(path, self._failed.ledger(job_id), words)

    def remove(self, job_ids: Sequence[int]) -> Removed:
        """Remove ended jobs from the list, with everything that is kept of them."""
        removed = self._removal.remove(job_ids)
        for job_id in removed.job_ids:
            self._audit.note(AuditAction.REMOVED, job_id=job_id)
        return removed

    def pause(self, job_id: int) -> JobSnapshot:
        """Ask the job to stand, wherever it runs."""
        return self._jobs.request_pause(job_id)

    def cancel(self, job_id: int) -> JobSnapshot:
        """Ask the job to stop, wherever it runs."""
        return self._jobs.request_cancel(job_id)
