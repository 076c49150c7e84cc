"""The words of the practice shop's goods, English and Polish: parts for small motorcycles, brands invented."""

from typing import NamedTuple


class Word(NamedTuple):
    """A word in both languages, in the order of the shop's languages."""

    english: str
    polish: str


class Group(NamedTuple):
    """A group of goods: a category with its own kinds of parts."""

    name: Word
    code: str
    parts: tuple[Word, ...]


GROUPS: tuple[Group, ...] = (
    Group(
        Word("Engine", "Silnik"),
        "SIL",
        (
            Word("Oil filter", "Filtr oleju"),
            Word("Spark plug", "Świeca zapłonowa"),
            Word("Piston set", "Zestaw tłoka"),
            Word("Head gasket", "Uszczelka głowicy"),
        ),
    ),
    Group(
        Word("Brakes", "Hamulce"),
        "HAM",
        (
            Word("Brake pads", "Klocki hamulcowe"),
            Word("Brake disc", "Tarcza hamulcowa"),
            Word("Brake lever", "Dźwignia hamulca"),
            Word("Brake hose", "Przewód hamulcowy"),
        ),
    ),
    Group(
        Word("Drive", "Napęd"),
        "NAP",
        (
            Word("Drive chain", "Łańcuch napędowy"),
            Word("Front sprocket", "Zębatka przednia"),
            Word("Rear sprocket", "Zębatka tylna"),
            Word("Clutch cable", "Linka sprzęgła"),
        ),
    ),
    Group(
        Word("Suspension", "Zawieszenie"),
        "ZAW",
        (
            Word("Rear shock absorber", "Amortyzator tylny"),
            Word("Fork seal", "Uszczelniacz lagi"),
            Word("Wheel bearing", "Łożysko koła"),
            Word("Front axle", "Oś przednia"),
        ),
    ),
    Group(
        Word("Electrics", "Elektryka"),
        "ELE",
        (
            Word("Gel battery", "Akumulator żelowy"),
            Word("Ignition coil", "Cewka zapłonowa"),
            Word("Turn signal", "Kierunkowskaz"),
            Word("Voltage regulator", "Regulator napięcia"),
        ),
    ),
    Group(
        Word("Rider", "Odzież"),
        "ODZ",
        (
            Word("Gloves", "Rękawice"),
            Word("Knee guards", "Ochraniacze kolan"),
            Word("Rain jacket", "Kurtka przeciwdeszczowa"),
            Word("Off-road goggles", "Gogle terenowe"),
        ),
    ),
)

MODELS: tuple[str, ...] = ("Ryś 110", "Kuna 125", "Sokół 150", "Żbik 190", "Jastrząb 250", "Łasica 300")
"""Motorcycles the parts are for; also the lowest level of the category tree, two a part."""

BRANDS: tuple[str, ...] = (
    "Żubr Moto",
    "Wisła Parts",
    "Bryza",
    "Tatra Drive",
    "Kormoran",
    "Iskra Bis",
    "Mazur Tech",
    "Odra Racing",
    "Szarotka",
    "Giewont",
    "Bałtyk Line",
    "Rysy Pro",
    "Narew",
    "Hala Moto",
    "Świt",
    "Grań",
    "Warta Works",
    "Pilica",
    "Jantar",
    "Bieszczad",
)

QUALITIES: tuple[Word, ...] = (
    Word("reinforced", "wersja wzmocniona"),
    Word("standard", "wersja standardowa"),
    Word("sport", "wersja sportowa"),
    Word("long life", "wersja o przedłużonej trwałości"),
    Word("light", "wersja lekka"),
)

SIZES: tuple[Word, ...] = tuple(Word(size, size) for size in ("S", "M", "L", "XL"))
COLOURS: tuple[tuple[Word, str], ...] = (
    (Word("Black", "Czarny"), "#1e1e1e"),
    (Word("Red", "Czerwony"), "#c0392b"),
    (Word("Blue", "Niebieski"), "#2c5fa8"),
    (Word("Orange", "Pomarańczowy"), "#e07a2f"),
)

FEATURES: tuple[tuple[Word, tuple[Word, ...]], ...] = (
    (Word("Material", "Materiał"), (Word("Steel", "Stal"), Word("Aluminium", "Aluminium"), Word("Rubber", "Guma"))),
    (Word("Warranty", "Gwarancja"), (Word("12 months", "12 miesięcy"), Word("24 months", "24 miesiące"))),
)

TAX_RATES: tuple[tuple[str, str], ...] = (("23.000", "23%"), ("8.000", "8%"), ("5.000", "5%"), ("0.000", "0%"))
"""The Polish rates, highest first; groups and taxes have the ids 1 to 4 in this order."""
