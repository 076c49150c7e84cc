"""The products of the design's pictures, and a catalogue of any size."""

from array import array
from datetime import datetime, timedelta
from decimal import Decimal

from ppm_desktop.domain.product_list import CategoryLine, ProductLine, ShopMark, SyncState
from tests.fakes.gui import FakeProducts

SUIT, GLOVES, GUARDS = "Odzież / Kombinezony", "Odzież / Rękawice", "Odzież / Ochraniacze"
OTHERS = ("Pitbike Store SK", "MRF Racing DE", "B2B Test DEV", "MPP Trade HU")


def marks(*states: tuple[str, SyncState]) -> tuple[ShopMark, ...]:
    """Marks of three named shops and four more that are in sync."""
    ids = {"B2B Test DEV": 1, "KAYO PL": 2, "YCF PL": 3, "MPP CZ": 4}
    named = [
        ShopMark(ids[name], name, state, "duplicate_ean" if state is SyncState.FAILED else "") for name, state in states
    ]
    rest = [ShopMark(10 + place, name, SyncState.IN_SYNC) for place, name in enumerate(OTHERS)]
    return tuple(sorted(named + rest, key=lambda mark: list(SyncState).index(mark.state)))


def products(now: datetime) -> list[ProductLine]:
    """The ten products of the picture."""
    ok, late, bad, never = SyncState.IN_SYNC, SyncState.WAITING, SyncState.FAILED, SyncState.NEVER

    def line(
        number: int,
        sku: str,
        name: str,
        path: str,
        price: str,
        stock: int,
        states: tuple[SyncState, SyncState, SyncState],
        ago: timedelta,
    ) -> ProductLine:
        shops = zip(("KAYO PL", "YCF PL", "MPP CZ"), states, strict=True)
        return ProductLine(number, sku, name, path, Decimal(price), stock, True, False, marks(*shops), now - ago)

    minutes, hours, days = (timedelta(minutes=7), timedelta(hours=1), timedelta(days=2))
    suit, older = "Kombinezon crossowy MRF 26, rozm.", "Kombinezon crossowy MRF 25, rozm."
    return [
        line(1, "MRF-26-S-0042", f"{suit} S", SUIT, "649", 14, (late, bad, ok), timedelta()),
        line(2, "MRF-26-M-0042", f"{suit} M", SUIT, "649", 22, (late, ok, ok), minutes),
        line(3, "MRF-26-L-0042", f"{suit} L", SUIT, "649", 9, (late, ok, ok), minutes),
        line(4, "MRF-26-XL-0042", f"{suit} XL", SUIT, "669", 3, (late, bad, ok), timedelta(minutes=41)),
        line(5, "MRF-26-S-0043", "Rękawice crossowe MRF 26, rozm. S", GLOVES, "119", 57, (ok, ok, never), hours),
        line(6, "MRF-26-S-0044", "Buzer ochronny MRF 26, rozm. S", GUARDS, "389", 6, (ok, ok, ok), hours),
        line(7, "MRF-26-J-0042", "Kombinezon dziecięcy MRF 26, 140 cm", SUIT, "529", 11, (ok, never, ok), days / 2),
        line(8, "MRF-25-S-0042", f"{older} S", SUIT, "499", 0, (ok, ok, ok), days),
        line(9, "MRF-25-M-0042", f"{older} M", SUIT, "499", 2, (ok, ok, ok), days),
        line(10, "MRF-25-L-0042", f"{older} L", SUIT, "1249.50", 2, (ok, ok, ok), days),
    ]


def catalogue(now: datetime) -> FakeProducts:
    """The products of the picture with some categories."""
    tree = [CategoryLine(1, "Odzież", 3, 10), CategoryLine(2, SUIT, 0, 8), CategoryLine(3, GLOVES, 0, 1)]
    return FakeProducts(products(now), tree)


def large(count: int, now: datetime) -> FakeProducts:
    """``count`` products that are made when they are read."""

    def make(number: int) -> ProductLine:
        states = (("KAYO PL", SyncState.WAITING), ("YCF PL", SyncState.IN_SYNC), ("MPP CZ", SyncState.NEVER))
        price = Decimal(number) / 100
        return ProductLine(
            number, f"PPM-{number:06}", f"Produkt {number}", SUIT, price, number % 50, True, False, marks(*states), now
        )

    return FakeProducts(matching=array("q", range(1, count + 1)), make=make)
