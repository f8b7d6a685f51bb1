"""How a body travels: the encodings that are made, and which of them a visitor takes."""

import gzip
import sys
from collections.abc import Callable

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PLAIN = ""
# The first that a visitor takes as gladly as any other. Levels: as small as a page gets in about
# a millisecond a step (30 KB: zstd 2 ms, Brotli 2 ms, gzip 1 ms); each is made once.
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "zstd": lambda body: zstd.compress(body, level=15),
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=7),
    "gzip": lambda body: gzip.compress(body, compresslevel=9, mtime=0),
}
COMPRESSIBLE = ("text/", "application/json", "application/xml", "application/atom+xml",
                "application/ld+json", "image/svg+xml")  # fmt: skip
SMALLEST_COMPRESSED = 256
LONGEST_HEADER = 200
# What was chosen, by header: browsers send a handful of them. Emptied when somebody plays.
CHOICES: dict[str, str] = {}
MOST_CHOICES = 256


def is_compressible(body: bytes, kind: str) -> bool:
    return len(body) >= SMALLEST_COMPRESSED and kind.startswith(COMPRESSIBLE)


def chosen(accept_encoding: str) -> str:
    """What a visitor takes most gladly (RFC 9110, 12.5.3); the body as it is for who names none."""
    known = CHOICES.get(accept_encoding)
    if known is None:
        known = choose(accept_encoding)
        if len(CHOICES) >= MOST_CHOICES:
            CHOICES.clear()
        if len(accept_encoding) <= LONGEST_HEADER:
            CHOICES[accept_encoding] = known
    return known


def choose(accept_encoding: str) -> str:
    weights = weighed(accept_encoding[:LONGEST_HEADER])
    best = max(ENCODERS, key=lambda name: weights.get(name, weights.get("*", 0.0)))
    weight = weights.get(best, weights.get("*", 0.0))
    return best if weight and weight >= weights.get("identity", 0.0) else PLAIN


def weighed(accept_encoding: str) -> dict[str, float]:
    weights = {}
    for part in accept_encoding.lower().split(","):
        name, _, parameter = part.partition(";")
        weights[name.strip()] = weight_of(parameter)
    return weights


def weight_of(parameter: str) -> float:
    """`q=0.5` is 0.5; without one, or with one that is none, 1."""
    name, _, value = parameter.replace(" ", "").partition("=")
    if name != "q":
        return 1.0
    try:
        weight = float(value)
    except ValueError:
        return 1.0
    return weight if 0 <= weight <= 1 else 1.0
