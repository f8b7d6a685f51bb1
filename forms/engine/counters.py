"""Where counts are kept: in Redis if there is one, else in the database. Atomic in both.

A counter is one moment: `free_at`, when everything that was taken has run off again (the "generic
cell rate algorithm" of ATM networks, a leaking bucket). Each use moves it on by `step`; a use is
refused while it lies more than `room` ahead. So one small row and one statement serve any number
of uses, there is no edge of a window at which twice as many pass, what was refused does not make
the wait longer, and the next try is free after one step instead of after the whole period.

All times are whole milliseconds.
"""

import time
from functools import lru_cache
from typing import Any, Protocol

import structlog
from django.conf import settings
from django.db import connection
from redis import Redis
from redis.exceptions import RedisError

from forms.engine.limits_models import Limit

log = structlog.get_logger("limits")

# Redis gets half a second to answer; when it did not, it is left alone for a while.
REDIS_SECONDS = 0.5
REST_SECONDS = 30


class Counters(Protocol):
    def take(self, key: str, step: int, room: int, now: int) -> int:
        """One use: 0 if it was free, else the milliseconds until it will be."""

    def give_back(self, key: str, step: int, now: int) -> None:
        """Undo one use."""

    def ahead(self, key: str, now: int) -> int:
        """For how long the counter is taken from now on."""


class InDatabase:
    """One statement, alike on PostgreSQL and SQLite: the row is judged and moved at once."""

    TAKE = """
        INSERT INTO form_engine_limit (key_hash, free_at) VALUES (%(key)s, %(now)s + %(step)s)
        ON CONFLICT (key_hash) DO UPDATE SET free_at = %(step)s + CASE
            WHEN form_engine_limit.free_at > %(now)s THEN form_engine_limit.free_at
            ELSE %(now)s END
        WHERE form_engine_limit.free_at <= %(now)s + %(room)s
        RETURNING free_at
    """
    GIVE_BACK = """
        UPDATE form_engine_limit SET free_at = free_at - %(step)s
        WHERE key_hash = %(key)s AND free_at > %(now)s
        RETURNING free_at
    """

    def take(self, key: str, step: int, room: int, now: int) -> int:
        if self._run(self.TAKE, {"key": key, "step": step, "room": room, "now": now}):
            return 0
        return max(1, self.ahead(key, now) - room)

    def give_back(self, key: str, step: int, now: int) -> None:
        self._run(self.GIVE_BACK, {"key": key, "step": step, "now": now})

    def _run(self, statement: str, values: dict[str, Any]) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            # All rows are fetched: SQLite ends, and commits, a statement only then.
            return list(cursor.fetchall())

    def ahead(self, key: str, now: int) -> int:
        found = Limit.objects.filter(key_hash=key).values_list("free_at", flat=True).first()
        return max(0, (found or 0) - now)


class InRedis:
    """The same in Lua, which Redis runs as one command. A counter vanishes when it is free."""

    TAKE = """
        local now, step, room = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        local free_at = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
        if free_at > now + room then return free_at - now - room end
        redis.call('SET', KEYS[1], string.format('%.0f', free_at + step),
                   'PX', string.format('%.0f', free_at + step - now))
        return 0
    """
    GIVE_BACK = """
        local now, step = tonumber(ARGV[1]), tonumber(ARGV[2])
        local free_at = tonumber(redis.call('GET', KEYS[1]) or '0') - step
        if free_at <= now then return redis.call('DEL', KEYS[1]) end
        redis.call('SET', KEYS[1], string.format('%.0f', free_at),
                   'PX', string.format('%.0f', free_at - now))
    """

    def __init__(self, url: str) -> None:
        self.redis = Redis.from_url(
            url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
        )
        self._take = self.redis.register_script(self.TAKE)
        self._give_back = self.redis.register_script(self.GIVE_BACK)

    def take(self, key: str, step: int, room: int, now: int) -> int:
        return int(self._take(keys=[self._named(key)], args=[now, step, room]))

    def give_back(self, key: str, step: int, now: int) -> None:
        self._give_back(keys=[self._named(key)], args=[now, step])

    def ahead(self, key: str, now: int) -> int:
        found: Any = self.redis.get(self._named(key))
        return max(0, int(found or 0) - now)

    @staticmethod
    def _named(key: str) -> str:
        return f"limit:{key}"


class Counting:
    """Asks Redis, and the database where Redis is not set up or does not answer.

    The database then begins with empty counters of its own: some more pass than the rule says,
    never everybody, and nobody meets an error.
    """

    def __init__(self) -> None:
        self.resting_until = 0.0

    def take(self, key: str, step: int, room: int, now: int) -> int:
        return int(self._ask("take", key, step, room, now))

    def give_back(self, key: str, step: int, now: int) -> None:
        self._ask("give_back", key, step, now)

    def ahead(self, key: str, now: int) -> int:
        return int(self._ask("ahead", key, now))

    def _ask(self, what: str, *args: Any) -> Any:
        url = settings.REDIS_URL
        if url and time.monotonic() >= self.resting_until:
            try:
                return getattr(in_redis(url), what)(*args)
            except (RedisError, OSError, ValueError) as error:
                self.resting_until = time.monotonic() + REST_SECONDS
                log.warning("counting in the database", error=type(error).__name__)
        return getattr(InDatabase(), what)(*args)


@lru_cache(maxsize=4)
def in_redis(url: str) -> InRedis:
    """One pool of connections a process."""
    return InRedis(url)


counters: Counters = Counting()
