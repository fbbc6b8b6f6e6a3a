"""Places and their names, from Unicode CLDR and our file of other names; no database needed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

import pycountry
import yaml
from babel import Locale

from jalon.atlas.rules import PlaceKind, PlaceRecord, folded
from jalon.kernel.languages import Language

REGIONS = (
    "002", "003", "005", "009", "011", "013", "014", "015", "017", "018", "019", "021", "029",
    "030", "034", "035", "039", "053", "054", "057", "061", "142", "143", "145", "150", "151",
    "154", "155", "202", "419",
)  # fmt: skip
"""Regions by UN M49 code.

Source: Standard country or area codes for statistical use (M49), United Nations.
"""
WORLD = "001"


@cache
def _locales() -> Mapping[str, Locale]:
    return {tag: Locale.parse(tag.replace("-", "_")) for tag in Language}


def _names(territory: str) -> dict[str, str]:
    found = {str(tag): locale.territories.get(territory) for tag, locale in _locales().items()}
    return {tag: name for tag, name in found.items() if name}


@cache
def _aliases() -> Mapping[str, Mapping[str, list[str]]]:
    text = (files("jalon") / "data" / "places" / "aliases.yaml").read_text(encoding="utf-8")
    parsed = yaml.safe_load(text)
    return dict(parsed["places"])


def _other_names(code: str) -> dict[str, tuple[str, ...]]:
    return {tag: tuple(names) for tag, names in _aliases().get(code, {}).items()}


@cache
def packaged_places() -> tuple[PlaceRecord, ...]:
    """All countries and areas of ISO 3166-1, regions of M49, and the world."""
    countries = [
        PlaceRecord(
            code=country.alpha_3,
            kind=PlaceKind.COUNTRY,
            name=_names(country.alpha_2) or {"en": country.name},
            aliases=_other_names(country.alpha_3),
        )
        for country in sorted(pycountry.countries, key=lambda country: country.alpha_3)
    ]
    regions = [
        PlaceRecord(
            code=code,
            kind=PlaceKind.WORLD if code == WORLD else PlaceKind.REGION,
            name=_names(code),
            aliases=_other_names(code),
        )
        for code in (WORLD, *REGIONS)
    ]
    return (*countries, *(region for region in regions if region.name))


@cache
def searchable_names() -> Mapping[str, tuple[str, ...]]:
    """Every name a place may have in a text, in all languages, by code; the world is left out."""
    return {
        place.code: tuple(
            dict.fromkeys(
                [*place.name.values(), *(n for names in place.aliases.values() for n in names)]
            )
        )
        for place in packaged_places()
        if place.kind is not PlaceKind.WORLD
    }


def names_by_language() -> Iterable[Mapping[str, Sequence[str]]]:
    """For each place but the world its names by language, the usual one first."""
    for place in packaged_places():
        if place.kind is not PlaceKind.WORLD:
            yield {
                lang: tuple(dict.fromkeys([name, *place.aliases.get(lang, ())]))
                for lang, name in place.name.items()
            }


@cache
def places_by_code() -> Mapping[str, PlaceRecord]:
    """Places by code, in the order of codes, with their usual names only."""
    ordered = sorted(packaged_places(), key=lambda place: place.code)
    return {place.code: replace(place, aliases={}) for place in ordered}


@cache
def places_by_name() -> Mapping[str, PlaceRecord]:
    """Places by everything they may be called, folded: codes before names, names before others.

    Where two places share a name, the country comes before the region.
    """
    found: dict[str, PlaceRecord] = {}
    ordered = packaged_places()
    for names in (_codes_of, _main_names_of, _further_names_of):
        for place in ordered:
            for name in names(place):
                found.setdefault(folded(name), place)
    return found


def _codes_of(place: PlaceRecord) -> tuple[str, ...]:
    return (place.code,)


def _main_names_of(place: PlaceRecord) -> tuple[str, ...]:
    return tuple(place.name.values())


def _further_names_of(place: PlaceRecord) -> tuple[str, ...]:
    return tuple(name for names in place.aliases.values() for name in names)
