"""One kept answer, compressed once in each encoding that somebody asked for."""

from dataclasses import dataclass, field
from hashlib import blake2b

from pagecache.encoding import ENCODERS, PLAIN, chosen, is_compressible

type Headers = list[tuple[str, str]]

KEPT_STATUS = frozenset({200, 301, 302})
# Of one answer, of this connection, said anew below, or meant for this cache alone.
DROPPED = frozenset({"x-request-id", "content-length", "etag", "vary", "age", "date", "connection",
                     "surrogate-control"})  # fmt: skip
PER_ENTRY_OVERHEAD = 2048
STATE = "X-Cache"
HIT, MISS, STALE = "hit", "miss", "stale"


@dataclass(frozen=True, slots=True)
class Sent:
    """What is given to the server for a hit: nothing is put together any more."""

    headers: Headers
    body: list[bytes]


@dataclass(eq=False)
class Entry:
    """Status line, headers and body of an answer that was made from content of that stamp.

    `made` and `expires` are seconds of the cache's clock.
    """

    status: str
    headers: Headers
    body: bytes
    stamp: str
    made: float
    expires: float
    vary: str
    etag: str
    compressible: bool
    used: bool = False
    retry_at: float = 0.0
    encoded: dict[str, Sent] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes in memory, roughly."""
        bodies = (sent.body[0] for sent in list(self.encoded.values()))
        compressed = sum(len(body) for body in bodies if body is not self.body)
        headers = sum(len(name) + len(value) for name, value in self.headers)
        return PER_ENTRY_OVERHEAD + headers + len(self.body) + compressed

    def sent(self, accept_encoding: str) -> Sent:
        """The answer in the encoding that this visitor takes."""
        name = chosen(accept_encoding)
        sent = self.encoded.get(name)
        if sent is None:
            body = ENCODERS[name](self.body) if name and self.compressible else self.body
            encoding = name if self.compressible else PLAIN
            sent = Sent(self.headers_for(HIT, encoding, len(body)), [body])
            self.encoded[name] = sent
        return sent

    def headers_for(self, state: str, encoding: str, length: int | None) -> Headers:
        """All headers; without a length for an answer that has no body."""
        headers = [*self.headers, ("Vary", self.vary), ("ETag", self.etag), (STATE, state)]
        if state == STALE:
            headers = [one for one in headers if one[0].lower() != "cache-control"]
            headers.append(("Cache-Control", "no-cache"))
        if length is not None:
            if encoding:
                headers.append(("Content-Encoding", encoding))
            headers.append(("Content-Length", str(length)))
        return headers

    def matches(self, if_none_match: str) -> bool:
        """Whether the visitor has these bytes already (RFC 9110, 13.1.2: weak comparison)."""
        tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
        return "*" in tags or self.etag.removeprefix("W/") in tags


def make_entry(
    status: str, headers: Headers, body: bytes, stamp: str, now: float, seconds: float
) -> Entry:
    kept = [(name, value) for name, value in headers if name.lower() not in DROPPED]
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    etag = f'W/"{blake2b(body, digest_size=12).hexdigest()}"'
    return Entry(
        status, kept, body, stamp, now, now + seconds, vary_of(headers), etag,
        is_compressible(body, kind),
    )  # fmt: skip


def vary_of(headers: Headers) -> str:
    """The answer's Vary with what this cache adds to it."""
    values = ",".join(value for name, value in headers if name.lower() == "vary").split(",")
    named = [value.strip() for value in values if value.strip()]
    return ", ".join(dict.fromkeys(["Accept-Encoding", *named]))
