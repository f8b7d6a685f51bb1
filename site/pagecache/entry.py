"""One kept answer, compressed once."""

import gzip
from dataclasses import dataclass, field
from hashlib import blake2b

import brotli

type Headers = list[tuple[str, str]]

KEPT_STATUS = frozenset({200, 301, 302})
# Of one answer, of this connection, or set anew for each visitor.
DROPPED = frozenset({"x-request-id", "content-length", "etag", "vary", "age", "date", "connection"})
COMPRESSIBLE = ("text/", "application/json", "application/xml", "application/atom+xml",
                "application/ld+json", "image/svg+xml")  # fmt: skip
REFUSED = frozenset({"q=0", "q=0.0", "q=0.00", "q=0.000"})
SMALLEST_COMPRESSED = 256
PER_ENTRY_OVERHEAD = 1024


@dataclass(frozen=True)
class Entry:
    """Status line, headers, and the body in each encoding; `made` and `expires` are seconds."""

    status: str
    headers: Headers
    bodies: dict[str, bytes]
    etag: str
    vary: str
    made: float
    expires: float
    size: int = field(init=False)

    def __post_init__(self) -> None:
        weight = sum(len(body) for body in self.bodies.values()) + PER_ENTRY_OVERHEAD
        object.__setattr__(self, "size", weight)

    def encoding_for(self, accepted: str) -> str:
        """The smallest encoding that the visitor accepts; empty for the body as it is."""
        offered = acceptable(accepted)
        fitting = [name for name in self.bodies if name == "" or name in offered]
        return min(fitting, key=lambda name: len(self.bodies[name]))

    def matches(self, if_none_match: str) -> bool:
        """Whether the visitor has these bytes already (RFC 9110, 13.1.2: weak comparison)."""
        tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
        return "*" in tags or self.etag.removeprefix("W/") in tags


def make_entry(status: str, headers: Headers, body: bytes, now: float, seconds: float) -> Entry:
    kept = [(name, value) for name, value in headers if name.lower() not in DROPPED]
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    etag = f'W/"{blake2b(body, digest_size=12).hexdigest()}"'
    return Entry(status, kept, encodings(body, kind), etag, vary_of(headers), now, now + seconds)


def vary_of(headers: Headers) -> str:
    """The answer's Vary with what this cache adds to it."""
    values = ",".join(value for name, value in headers if name.lower() == "vary").split(",")
    named = [value.strip() for value in values if value.strip()]
    return ", ".join(dict.fromkeys(["Accept-Encoding", *named]))


def encodings(body: bytes, kind: str) -> dict[str, bytes]:
    """The body by Content-Encoding; the empty name is the body as it is."""
    bodies = {"": body}
    if len(body) >= SMALLEST_COMPRESSED and kind.startswith(COMPRESSIBLE):
        bodies["gzip"] = gzip.compress(body, compresslevel=9, mtime=0)
        bodies["br"] = brotli.compress(body, quality=6)
    return bodies


def acceptable(accepted: str) -> set[str]:
    """Names in an Accept-Encoding header that are not refused with q=0."""
    names = set()
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        if parameter.replace(" ", "") not in REFUSED:
            names.add(name.strip())
    return names
