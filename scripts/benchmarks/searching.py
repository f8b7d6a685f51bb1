"""How long a search among 100,000 pages takes, the whole answer, over a mix of questions."""

from collections.abc import Iterable
from statistics import median, quantiles

from benchmarks.loaded import sites
from benchmarks.results import Result

TARGET_MS = 60
ROUNDS = 12
# Language, question, and what else the address says. docs/search.md has the same list in words.
QUESTIONS: list[tuple[str, str, dict[str, str]]] = [
    # Words on most of the pages, on some, on few
    ("en", "government", {}),
    ("en", "training", {}),
    ("en", "blockchain", {}),
    ("en", "Baharabad", {}),
    ("en", "Malikoriushikand", {}),
    # Several words: frequent with frequent, frequent with rare, three
    ("en", "digital skills", {}),
    ("en", "public service data", {}),
    ("en", "training Gulpur", {}),
    ("en", "women freelancer registration", {}),
    ("en", "how do I register as a freelancer", {}),
    # Digits and years
    ("en", "2024", {}),
    ("en", "budget 2019", {}),
    ("ur", "۲۰۲۴", {}),
    # Urdu: frequent, rare, and spellings that are folded
    ("ur", "حکومت", {}),
    ("ur", "ڈيجيٹل خدمات", {}),
    ("ur", "فری لانسر تربیت", {}),
    ("ur", "منصوبوں", {}),
    ("ur", "بہارآباد", {}),
    ("ur", "خواتین کی رجسٹریشن", {}),
    ("ur", "انٹرن شپ", {}),
    # Nothing has all of the words; nothing has any
    ("en", "satellite zebra", {}),
    ("en", "zebra", {}),
    ("ur", "زیبرا", {}),
    # A later page of results, and one kind of thing
    ("en", "report", {"page": "2"}),
    ("ur", "رپورٹ", {"page": "50"}),
    ("en", "project", {"kind": "programme"}),
    ("en", "budget", {"kind": "announcement", "page": "3"}),
    ("ur", "تربیت", {"kind": "programme"}),
]


def measure(small: bool) -> Iterable[Result]:
    site = sites(small)[1].opened()
    seconds: dict[str, list[float]] = {}
    for number in range(2 if small else ROUNDS + 1):
        for language, question, more in QUESTIONS:
            asked = {"q": question, **({} if small else more)}
            took = site.ask("get", path=f"/{language}/search/", query=asked)["seconds"]
            if number:  # the first round warms up
                seconds.setdefault(question, []).extend(took)
    everything = [1000 * one for took in seconds.values() for one in took]
    slowest = max(seconds, key=lambda question: median(seconds[question]))
    yield Result("search, 95 of 100 answers within", quantiles(everything, n=20)[-1], "ms",
                 TARGET_MS, at_most=True, note=f"{len(QUESTIONS)} questions")  # fmt: skip
    yield Result("search, half of the answers within", median(everything), "ms")
    yield Result("search, the slowest question", 1000 * median(seconds[slowest]), "ms",
                 note=slowest)  # fmt: skip
