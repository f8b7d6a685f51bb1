"""Countries by their ISO 3166-1 code. The names are CLDR's, by Babel, in both languages; nothing of
them is stored, so that a new release of Babel corrects them."""

from functools import lru_cache
from typing import Any

from babel import Locale

from urdu.normalise import normalise
from urdu.sorting import sort_key

HOME = "PK"
# Territories of CLDR that are no country of ISO 3166-1; where nobody lives; territories of another
# country with fewer than some 20,000 people, who find that country (the list is a third of the
# heaviest page). XK (Kosovo) is no code of ISO's, but people live there.
LEFT_OUT = frozenset({
    "AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ",
    "AQ", "BV", "GS", "HM", "TF", "UM",
    "AI", "BL", "CC", "CK", "CX", "FK", "IO", "MS", "NF", "NU", "PM", "PN", "SH", "SJ", "TK", "WF",
    HOME,
})  # fmt: skip
# Where people look for another name than CLDR's.
NAMES = {
    "en": {"HK": "Hong Kong", "MO": "Macao", "PS": "Palestine"},
    "ur": {
        "DO": "ڈومینیکن جمہوریہ", "GB": "برطانیہ", "HK": "ہانگ کانگ", "HN": "ہونڈوراس",
        "MO": "مکاؤ", "MY": "ملائیشیا", "PS": "فلسطین", "US": "امریکہ",
    },
}  # fmt: skip


@lru_cache(maxsize=4)
def names(language: str) -> dict[str, str]:
    """Name by code, in the order of that language's alphabet."""
    found: Any = Locale(language).territories
    written = {
        code: NAMES.get(language, {}).get(code) or normalise(name)
        for code, name in found.items()
        if len(code) == 2 and code.isalpha() and code not in LEFT_OUT
    }
    return dict(sorted(written.items(), key=lambda item: sort_key(item[1])))
