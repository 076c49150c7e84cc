"""What PPM remembers of each product in each shop, and the settings kept in the database."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ppm_desktop.persistence.tables.base import MYSQL_OPTIONS, Base
from ppm_desktop.persistence.types import EMPTY, BigId, Count, Flag, Json, LongText, Moment, now


def _product() -> Mapped[int]:
    return mapped_column(BigId, ForeignKey("products.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)


def _shop() -> Mapped[int]:
    return mapped_column(
        BigId, ForeignKey("prestashop_shops.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


class ProductLinkRow(Base):
    """What was last read of a product from one shop.

    ``read_hash`` is the hash over everything read, ``date_upd`` in the shop's time zone, ``reference`` the
    shop's own spelling of the SKU, ``warning`` what the ledger said of the product besides.
    """

    __tablename__ = "ppm_product_links"
    __table_args__ = (Index("ix_ppm_product_links_shop_id_external_id", "shop_id", "external_id"), MYSQL_OPTIONS)

    product_id: Mapped[int] = _product()
    shop_id: Mapped[int] = _shop()
    external_id: Mapped[int] = mapped_column(BigId)
    reference: Mapped[str] = mapped_column(String(255))
    read_hash: Mapped[str] = mapped_column(String(64))
    read_values: Mapped[dict[str, object] | None] = mapped_column(Json)
    date_upd: Mapped[str] = mapped_column(String(19), server_default=EMPTY)
    warning: Mapped[str] = mapped_column(String(255), server_default=EMPTY)
    read_at: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=now(), onupdate=now())


class ProductTextRow(Base):
    """Texts of a product as one shop has them in one language (ISO code)."""

    __tablename__ = "ppm_product_texts"
    __table_args__ = (MYSQL_OPTIONS,)

    product_id: Mapped[int] = _product()
    shop_id: Mapped[int] = _shop()
    language: Mapped[str] = mapped_column(String(10), primary_key=True)
    name: Mapped[str] = mapped_column(String(500), server_default=EMPTY)
    short_description: Mapped[str | None] = mapped_column(Text)
    description: Mapped[str | None] = mapped_column(LongText)


class VariantLinkRow(Base):
    """Which combination of a shop a variant of ours is."""

    __tablename__ = "ppm_variant_links"
    __table_args__ = (Index("ix_ppm_variant_links_shop_id_combination_id", "shop_id", "combination_id"), MYSQL_OPTIONS)

    variant_id: Mapped[int] = mapped_column(
        BigId, ForeignKey("product_variants.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    shop_id: Mapped[int] = _shop()
    combination_id: Mapped[int] = mapped_column(BigId)


class ConflictRow(Base):
    """A field that changed in PPM and in a shop since they last agreed; decided by a person, or open."""

    __tablename__ = "ppm_conflicts"
    __table_args__ = (UniqueConstraint("product_id", "shop_id", "field"), MYSQL_OPTIONS)

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    product_id: Mapped[int] = mapped_column(BigId, ForeignKey("products.id", ondelete="CASCADE"))
    shop_id: Mapped[int] = mapped_column(BigId, ForeignKey("prestashop_shops.id", ondelete="CASCADE"))
    field: Mapped[str] = mapped_column(String(64))
    ours: Mapped[object | None] = mapped_column(Json)
    theirs: Mapped[object | None] = mapped_column(Json)
    noted_at: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=now())
    decision: Mapped[str | None] = mapped_column(String(20))
    decided_by: Mapped[str | None] = mapped_column(String(100))
    decided_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))


class ShopSettingsRow(Base):
    """What only PPM Desktop keeps of a shop; ``leads`` says that its changes go into the products themselves."""

    __tablename__ = "ppm_shop_settings"
    __table_args__ = (MYSQL_OPTIONS,)

    shop_id: Mapped[int] = _shop()
    leads: Mapped[bool] = mapped_column(Flag, server_default="0")
    max_requests_per_minute: Mapped[int | None] = mapped_column(Count)
    version: Mapped[str] = mapped_column(String(50), server_default=EMPTY)
    last_test_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))
    last_test_error: Mapped[str | None] = mapped_column(String(64))


class SettingRow(Base):
    """One setting that all desktops share and that differs from its default."""

    __tablename__ = "ppm_settings"
    __table_args__ = (MYSQL_OPTIONS,)

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[object | None] = mapped_column(Json)
    updated_at: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=now(), onupdate=now())
