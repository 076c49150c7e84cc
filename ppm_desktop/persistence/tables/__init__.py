"""Every table of the database, shared with the web application or our own."""

from ppm_desktop.persistence.tables.audit import AuditRow
from ppm_desktop.persistence.tables.base import Base
from ppm_desktop.persistence.tables.catalogue import (
    CategoryRow,
    PriceGroupRow,
    ProductCategoryRow,
    ProductPriceRow,
    ProductRow,
    ProductShopDataRow,
    ProductStockRow,
    ProductTypeRow,
    ProductVariantRow,
    ShopMappingRow,
    ShopPriceMappingRow,
    ShopRow,
    WarehouseRow,
)
from ppm_desktop.persistence.tables.housekeeping import ArchivedJobRow, ElectionRow, JobHistoryRow
from ppm_desktop.persistence.tables.jobs import (
    ItemChangeRow,
    JobEventRow,
    JobItemRow,
    JobPlanRow,
    JobRow,
    JobRunRow,
    ShopLaneRow,
    TombstoneRow,
)
from ppm_desktop.persistence.tables.links import (
    ConflictRow,
    ProductEditRow,
    ProductLinkRow,
    ProductTextRow,
    SettingRow,
    ShopSettingsRow,
    SpecificPriceRow,
    VariantLinkRow,
)
from ppm_desktop.persistence.tables.notifications import NotificationReadRow, NotificationRow
from ppm_desktop.persistence.tables.schedules import ScheduleRow

__all__ = [
    "ArchivedJobRow",
    "AuditRow",
    "Base",
    "CategoryRow",
    "ConflictRow",
    "ElectionRow",
    "ItemChangeRow",
    "JobEventRow",
    "JobHistoryRow",
    "JobItemRow",
    "JobPlanRow",
    "JobRow",
    "JobRunRow",
    "NotificationReadRow",
    "NotificationRow",
    "PriceGroupRow",
    "ProductCategoryRow",
    "ProductEditRow",
    "ProductLinkRow",
    "ProductPriceRow",
    "ProductRow",
    "ProductShopDataRow",
    "ProductStockRow",
    "ProductTextRow",
    "ProductTypeRow",
    "ProductVariantRow",
    "ScheduleRow",
    "SettingRow",
    "ShopLaneRow",
    "ShopMappingRow",
    "ShopPriceMappingRow",
    "ShopRow",
    "ShopSettingsRow",
    "SpecificPriceRow",
    "TombstoneRow",
    "VariantLinkRow",
    "WarehouseRow",
]
