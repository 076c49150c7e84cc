"""What PPM remembers of each product in each shop, and the settings kept in the database."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ppm_desktop.persistence.tables.base import MYSQL_OPTIONS, Base
from ppm_desktop.persistence.types import EMPTY, BigId, Count, Exact, Flag, Json, LongText, Moment, now


def _product() -> Mapped[int]:
    return mapped_column(BigId, ForeignKey("products.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)


def _shop() -> Mapped[int]:
    return mapped_column(
        BigId, ForeignKey("prestashop_shops.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


class ProductLinkRow(Base):
    """What was last read of a product from one shop.

    ``read_hash`` is the hash over everything read, ``date_upd`` in the shop's time zone, ``reference`` the
    shop's own spelling of the SKU, ``warning`` what the ledger said of the product besides. ``sent_hash`` is the
    digest over what PPM wanted when both last agreed: while it is the same there is nothing to send. What was
    sent becomes part of ``read_values``.
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
    sent_hash: Mapped[str | None] = mapped_column(String(64))
    sent_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))


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
    job_id: Mapped[int | None] = mapped_column(BigId)
    note: Mapped[str] = mapped_column(String(500), server_default=EMPTY)


class SpecificPriceRow(Base):
    """A specific price that we made in a shop for one group of its customers; others' are never touched."""

    __tablename__ = "ppm_specific_prices"
    __table_args__ = (MYSQL_OPTIONS,)

    product_id: Mapped[int] = _product()
    shop_id: Mapped[int] = _shop()
    group_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    specific_price_id: Mapped[int] = mapped_column(BigId)
    price: Mapped[Decimal] = mapped_column(Exact(20, 6))


class ProductEditRow(Base):
    """One field of a product that a person changed in PPM; ``edit_id`` holds together what was changed at once."""

    __tablename__ = "ppm_product_edits"
    __table_args__ = (
        Index("ix_ppm_product_edits_product_id_at", "product_id", "at"),
        Index("ix_ppm_product_edits_at", "at"),
        MYSQL_OPTIONS,
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    edit_id: Mapped[str] = mapped_column(String(36))
    product_id: Mapped[int] = mapped_column(BigId, ForeignKey("products.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=now())
    person: Mapped[str] = mapped_column(String(100))
    host: Mapped[str] = mapped_column(String(100))
    source: Mapped[str] = mapped_column(String(20))
    field: Mapped[str] = mapped_column(String(64))
    before: Mapped[object | None] = mapped_column(Json)
    after: Mapped[object | None] = mapped_column(Json)


class ShopSettingsRow(Base):
    """What only PPM Desktop keeps of a shop.

    ``leads`` says that its changes go into the products themselves. ``can_patch`` to ``certificate_until`` are
    what the last test found; NULL guards are those of all shops; ``price_group_id`` is the price group of PPM
    that the shop's prices are, NULL for the default one.
    """

    __tablename__ = "ppm_shop_settings"
    __table_args__ = (MYSQL_OPTIONS,)

    shop_id: Mapped[int] = _shop()
    leads: Mapped[bool] = mapped_column(Flag, server_default="0")
    max_requests_per_minute: Mapped[int | None] = mapped_column(Count)
    version: Mapped[str] = mapped_column(String(50), server_default=EMPTY)
    last_test_at: Mapped[datetime | None] = mapped_column(Moment(precise=True))
    last_test_error: Mapped[str | None] = mapped_column(String(64))
    can_patch: Mapped[bool | None] = mapped_column(Flag)
    permissions: Mapped[dict[str, list[str]] | None] = mapped_column(Json)
    languages: Mapped[list[str] | None] = mapped_column(Json)
    answer_ms: Mapped[int | None] = mapped_column(Count)
    product_count: Mapped[int | None] = mapped_column(Count)
    certificate_until: Mapped[datetime | None] = mapped_column(Moment())
    guard_off_percent: Mapped[Decimal | None] = mapped_column(Exact(5, 2))
    guard_price_percent: Mapped[Decimal | None] = mapped_column(Exact(7, 2))
    price_group_id: Mapped[int | None] = mapped_column(BigId)


class SettingRow(Base):
    """One setting that all desktops share and that differs from its default."""

    __tablename__ = "ppm_settings"
    __table_args__ = (MYSQL_OPTIONS,)

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[object | None] = mapped_column(Json)
    updated_at: Mapped[datetime] = mapped_column(Moment(precise=True), server_default=now(), onupdate=now())
