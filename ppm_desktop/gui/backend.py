"""Everything the window talks to, put together once by whoever opens it."""

from dataclasses import dataclass

from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.roles import EVERYTHING, Rights
from ppm_desktop.gui.ports import (
    Board,
    Conflicts,
    JobReads,
    Jobs,
    Notifications,
    Pool,
    Products,
    Schedules,
    Sending,
    SettingsDesk,
    ShopDesk,
    ShopMappings,
    Shops,
    Undoing,
)


@dataclass(frozen=True, slots=True)
class Backend:
    """The services, the engine and the pool that blocking calls go through; see `ppm_desktop.gui.ports`."""

    manager: Jobs
    jobs: JobReads
    shops: Shops
    shop_desk: ShopDesk
    shop_mappings: ShopMappings
    products: Products
    schedules: Schedules
    sending: Sending
    undoing: Undoing
    conflicts: Conflicts
    notifications: Notifications
    pool: Pool
    board: Board
    shared: SharedSettings
    settings: SettingsDesk
    rights: Rights = EVERYTHING
