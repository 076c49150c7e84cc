"""What all tables share: names of constraints, engine, character set, and who owns what."""

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

OWNED = "PPM Desktop"
"""Comment on shared tables that our migrations made: only those may a downgrade drop."""

MYSQL_OPTIONS = {
    "mysql_engine": "InnoDB",
    "mysql_default_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_unicode_ci",
}
SHARED_OPTIONS = MYSQL_OPTIONS | {"comment": OWNED}
"""Options of a table that the web application knows too."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of every table; rows live and die inside one transaction."""

    metadata = MetaData(naming_convention=NAMING)
