"""Countries as lists write them, taken to ISO 3166 codes."""

from __future__ import annotations

from functools import lru_cache

# Names that lists use and CLDR's English does not have; CLDR itself writes Türkiye, Côte d’Ivoire, Czechia.
_OTHERS = {
    "usa": "US",
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "korea": "KR",
    "republic of korea": "KR",
    "russian federation": "RU",
    "turkey": "TR",
    "czech republic": "CZ",
    "ivory coast": "CI",
    "uae": "AE",
    "viet nam": "VN",
    "holland": "NL",
    "macedonia": "MK",
    "hong kong": "HK",
    "macau": "MO",
    "palestine": "PS",
    "myanmar": "MM",
    "bosnia and herzegovina": "BA",
}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    from babel import Locale

    names = Locale("en").territories
    found = {name.casefold(): code for code, name in names.items() if len(code) == 2 and code.isalpha()}
    return found | _OTHERS


def country_code(text: str) -> str:
    """Give the ISO code of a country named in English or by its code; what is unknown stays as it is written."""
    text = text.strip()
    if len(text) == 2 and text.isalpha() and text.isascii():
        return text.upper()
    return _by_name().get(text.casefold(), text)
