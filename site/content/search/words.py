"""What counts as the same word: Urdu by `urdu.normalise`, English by its stem.

Done here and not by the database, so that SQLite and PostgreSQL find and rank alike: both get words
of letters and digits alone, separated by single spaces, and add no rule of their own.
"""

import re
from functools import lru_cache
from itertools import pairwise
from threading import Lock

import snowballstemmer

from urdu.folding import fold
from urdu.normalise import index_key, search_key
from urdu.plurals import stem

LONGEST_QUERY = 200  # letters; what follows is not searched for
MOST_WORDS = 16

# Stems that are one word to a reader. English: British and American spelling, and what the stemmer
# parts. Urdu: the English word beside the Urdu one, since readers use either and pages one.
SAME_WORD = {
    "programm": "program",
    "centr": "center",
    "organis": "organ",
    "organiz": "organ",
    "labour": "labor",
    "licenc": "licens",
    "registr": "regist",
    **{
        search_key(english): search_key(urdu)
        for english, urdu in (
            ("رجسٹریشن", "اندراج"),
            ("رجسٹر", "درج"),
            ("ٹریننگ", "تربیت"),
            ("پراجیکٹ", "منصوبہ"),
            ("پروجیکٹ", "منصوبہ"),
            ("ایکسپورٹ", "برآمد"),
            ("پرائیویسی", "رازداری"),
            ("سرٹیفکیٹ", "سند"),
            ("یونیورسٹی", "جامعہ"),
            ("سینٹر", "مرکز"),
            ("سنٹر", "مرکز"),
            ("گورنمنٹ", "حکومت"),
            ("پرسنٹ", "فیصد"),
        )
    },
}
# Words that no answer depends on. "it" is not among them: here it is IT.
_SMALL = (
    "a an the of to in for on at by from with and or is are was were be do does did can "
    "how what when where which who i me my we our you your there this that these as "
    "کا کی کے کو سے میں پر اور یا ہے ہیں تھا تھے تھی ہوں نے کہ کیا کیسے کب کہاں کون یہ وہ اس"
)
SMALL_WORDS = frozenset(map(search_key, _SMALL.split()))
# 2,700 is one number to a reader and two words to a database.
_GROUPED = re.compile(r"(?<=\d)[,\u066c](?=\d{3}(?!\d))")
_WORD = re.compile(r"[^\W_]+")
_english = snowballstemmer.stemmer("english")
_one_at_a_time = Lock()  # the stemmer keeps the word that it works on


def index_words(text: str) -> str:
    """The words of a text as they are stored."""
    return " ".join(_stemmed(index_key(_ungrouped(text)).split()))


def query_words(text: str) -> list[str]:
    """The words of a query, each once; empty when there is no letter or digit.

    Small words are left out, unless there are no others.
    """
    words = list(dict.fromkeys(search_key(_ungrouped(text[:LONGEST_QUERY])).split()))
    telling = [word for word in words if word not in SMALL_WORDS]
    return list(dict.fromkeys(_stemmed(telling or words)))[:MOST_WORDS]


def other_spacings(words: list[str]) -> list[list[str]]:
    """The query with two neighbours joined, each pair in turn: فری لانسر also finds فری‌لانسر.

    The other way round is stored: see `urdu.normalise.index_key`.
    """
    return [
        [*words[:place], stem(first + second), *words[place + 2 :]]
        for place, (first, second) in enumerate(pairwise(words))
        if not (first.isascii() or second.isascii())
    ]


def beginnings(text: str) -> str:
    """The words of a text for completion while typing: folded, not stemmed, for a stem may be
    longer than what is typed so far."""
    return " ".join(_WORD.findall(fold(text)))


def _ungrouped(text: str) -> str:
    return _GROUPED.sub("", text)


def _stemmed(words: list[str]) -> list[str]:
    """An Urdu word has its stem already."""
    stems = (_stem(word) if word.isascii() else word for word in words)
    return [SAME_WORD.get(word, word) for word in stems]


@lru_cache(maxsize=32768)
def _stem(word: str) -> str:
    """The stem of an English word."""
    with _one_at_a_time:
        return str(_english.stemWord(word))
