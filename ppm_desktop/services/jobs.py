"""Jobs as lists, figures and details."""

from datetime import datetime

from ppm_desktop.domain.job import ItemRecord, JobSnapshot
from ppm_desktop.domain.listing import Delta, DeltaMark, JobDetail, JobFilter, JobPage, Overview, PageKey, WrittenItem
from ppm_desktop.persistence.items import ItemRepository
from ppm_desktop.persistence.jobs import JobRepository
from ppm_desktop.persistence.shops import ShopRepository
from ppm_desktop.prestashop.address import page_of

DELTA_LIMIT = 500
"""Rows of one delta query; what is left comes with the next."""


class JobService:
    """Reads of the shared table; all of them block and may raise `DatabaseError`."""

    def __init__(self, jobs: JobRepository, items: ItemRepository, shops: ShopRepository) -> None:
        self._jobs = jobs
        self._items = items
        self._shops = shops

    def page(self, wanted: JobFilter, after: PageKey | None = None, limit: int = 100) -> JobPage:
        """The newest jobs that match, or those that follow ``after``; see `JobPage`."""
        return self._jobs.page(wanted, after, limit)

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

    def cancel(self, job_id: int) -> JobSnapshot:
        """Ask the job to stop, wherever it runs."""
        return self._jobs.request_cancel(job_id)
