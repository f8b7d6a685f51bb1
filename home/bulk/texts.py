"""Titles and texts of a page, drawn from a vocabulary as words of a language are distributed."""

import json
from bisect import bisect
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random
from uuid import UUID

from home.bulk.vocabulary import frequent_first

SEED = 20260815
FULL_STOP = {"en": ".", "ur": "۔"}
# The first words of the vocabulary hold sentences together; titles do with few of them.
TITLE, SUMMARY, SENTENCE = (5, 9), (9, 16), (8, 18)
LONGEST_SUMMARY = 300
PARAGRAPHS, SENTENCES = (2, 3), (2, 5)


@dataclass(frozen=True)
class Text:
    title: str
    summary: str
    body: str


@cache
def vocabulary(language: str) -> tuple[list[str], list[float]]:
    """Words and the sums of their weights: the word of rank r is drawn 1/r times as often as the
    first (Zipf).
    """
    words = frequent_first()[language]
    return words, list(accumulate(1 / rank for rank in range(1, len(words) + 1)))


class Writer:
    """Writes one page in one language; the same page always has the same text."""

    def __init__(self, number: int, language: str) -> None:
        self.random = Random(f"{SEED}-{number}-{language}")  # noqa: S311 — nothing secret
        self.language = language
        self.words, self.weights = vocabulary(language)

    def text(self) -> Text:
        paragraphs = [self.paragraph() for _ in range(self.random.randint(*PARAGRAPHS))]
        return Text(
            self.phrase(TITLE), self.sentence(SUMMARY)[:LONGEST_SUMMARY], self.body(paragraphs)
        )

    def phrase(self, length: tuple[int, int]) -> str:
        total = self.weights[-1]
        drawn = [
            self.words[bisect(self.weights, self.random.random() * total)]
            for _ in range(self.random.randint(*length))
        ]
        return " ".join(drawn).capitalize()

    def sentence(self, length: tuple[int, int] = SENTENCE) -> str:
        return self.phrase(length) + FULL_STOP[self.language]

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.random.randint(*SENTENCES)))

    def body(self, paragraphs: list[str]) -> str:
        """A StreamField of one block of rich text, as it is stored."""
        html = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        identity = str(UUID(int=self.random.getrandbits(128), version=4))
        return json.dumps([{"type": "text", "value": html, "id": identity}], ensure_ascii=False)
