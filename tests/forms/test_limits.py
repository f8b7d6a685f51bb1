"""How often something may be done: counted exactly, and for the right person."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from checkers import TEST_REDIS
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import RequestFactory
from pydantic import ValidationError

from config.environment import Environment
from config.scheduler import jobs, remove_spent_limits
from forms.engine import limits
from forms.engine.counters import InRedis, counters, in_redis
from forms.engine.limits import TooMany
from forms.engine.models import Limit

RULE = "codes-subject"
FIVE = limits.RULES[RULE].times
STEP = limits.RULES[RULE].seconds // FIVE


@pytest.fixture(params=["database", pytest.param("redis", marks=pytest.mark.redis)])
def store(request: pytest.FixtureRequest, settings: Any, db: None) -> Iterator[str]:
    """Each place in which counts may be kept."""
    settings.REDIS_URL = TEST_REDIS if request.param == "redis" else ""
    monkey = pytest.MonkeyPatch()
    monkey.setattr(counters, "resting_until", 0.0)
    yield request.param
    monkey.undo()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets time pass."""
    passed = [0.0]
    monkeypatch.setattr(limits, "now", lambda: int((time.time() + passed[0]) * 1000))

    def go_on(seconds: float) -> None:
        passed[0] += seconds

    return go_on


def somebody() -> str:
    return uuid4().hex


def use_up(rule: str, *parts: object) -> None:
    for _ in range(limits.RULES[rule].times):
        limits.check(rule, *parts)


# Counting -----------------------------------------------------------------------------------------


def test_exactly_as_many_pass_as_the_rule_says(store):
    person = somebody()
    assert [limits.count(RULE, person) for _ in range(FIVE)] == [None] * FIVE
    with pytest.raises(TooMany) as refused:
        limits.check(RULE, person)
    assert STEP - 5 <= refused.value.seconds <= STEP


def test_what_was_refused_does_not_make_the_wait_longer(store):
    person = somebody()
    use_up(RULE, person)
    waits = {limits.count(RULE, person) for _ in range(10)}
    assert max(waits) <= STEP


def test_after_the_wait_that_was_told_one_more_passes(store, clock):
    person = somebody()
    use_up(RULE, person)
    clock(limits.count(RULE, person))
    assert limits.count(RULE, person) is None
    assert limits.count(RULE, person) is not None


def test_after_the_whole_period_all_pass_again(store, clock):
    person = somebody()
    use_up(RULE, person)
    clock(limits.RULES[RULE].seconds)
    use_up(RULE, person)
    assert limits.count(RULE, person) is not None


def test_one_does_not_use_up_what_is_anothers_or_for_something_else(store):
    person, other = somebody(), somebody()
    use_up(RULE, person)
    assert limits.count(RULE, other) is None
    assert limits.count("resume-email", person) is None


def test_another_spelling_is_no_way_round(store):
    use_up(RULE, reference := f"INT-{somebody()}")
    assert limits.count(RULE, reference.lower().replace("-", " ")) is not None


def test_what_came_to_its_end_is_given_back_once(store):
    person = somebody()
    use_up(RULE, person)
    limits.give_back(RULE, person)
    assert limits.count(RULE, person) is None
    assert limits.count(RULE, person) is not None


def test_nothing_is_given_back_beyond_the_rule(store):
    person = somebody()
    limits.give_back(RULE, person)
    limits.check(RULE, person)
    for _ in range(3):
        limits.give_back(RULE, person)
    use_up(RULE, person)
    assert limits.count(RULE, person) is not None


def test_a_token_is_good_once(store):
    token = somebody()
    assert [limits.once("proof", token, 60) for _ in range(3)] == [True, False, False]
    assert limits.once("proof", somebody(), 60)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("place", ["database", pytest.param("redis", marks=pytest.mark.redis)])
def test_of_many_at_the_same_moment_exactly_as_many_pass(place, settings, monkeypatch):
    settings.REDIS_URL = TEST_REDIS if place == "redis" else ""
    monkeypatch.setattr(counters, "resting_until", 0.0)
    person, tries, threads = somebody(), 48, 8
    start = Barrier(threads)

    def several(_: int) -> int:
        start.wait()
        try:
            return sum(limits.count("track-reference", person) is None for _ in range(tries // 8))
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        passed = sum(pool.map(several, range(threads)))
    assert passed == limits.RULES["track-reference"].times


# Where it is kept ---------------------------------------------------------------------------------


def test_the_table_says_of_nobody_that_they_were_here(db, settings):
    settings.REDIS_URL = ""
    limits.check("drafts-begun", "203.0.113.77")
    limits.check("resume-email", "ayesha@example.com")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM form_engine_limit")
        stored = str(cursor.fetchall())
    assert "203.0.113" not in stored
    assert "ayesha" not in stored


@pytest.mark.redis
def test_redis_keeps_no_address_and_forgets_by_itself(db, settings, monkeypatch):
    settings.REDIS_URL = TEST_REDIS
    monkeypatch.setattr(counters, "resting_until", 0.0)
    limits.check("drafts-begun", address := somebody())
    named = InRedis._named(limits.key("drafts-begun", (address,)))
    assert address not in named
    assert 0 < in_redis(TEST_REDIS).redis.pttl(named) <= 3600 * 1000
    assert not Limit.objects.exists()


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "unix:///nowhere.sock", "nonsense"])
def test_without_an_answer_from_redis_the_database_counts(db, settings, monkeypatch, url):
    settings.REDIS_URL = url
    monkeypatch.setattr(counters, "resting_until", 0.0)
    person = somebody()
    use_up(RULE, person)
    assert limits.count(RULE, person) is not None
    assert Limit.objects.count() == 1


def test_a_redis_that_is_away_is_asked_again_only_after_a_while(db, settings, monkeypatch):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(counters, "resting_until", 0.0)
    limits.check(RULE, somebody())
    assert counters.resting_until > time.monotonic()
    monkeypatch.setattr("forms.engine.counters.in_redis", lambda url: pytest.fail("asked"))
    limits.check(RULE, somebody())


def test_counters_that_hold_nothing_back_are_removed_by_the_scheduler(db, settings, clock):
    settings.REDIS_URL = ""
    limits.check(RULE, "still counts")
    Limit.objects.create(key_hash="x", free_at=limits.now() - 1)
    remove_spent_limits()
    assert Limit.objects.get().key_hash == limits.key(RULE, ("still counts",))
    assert remove_spent_limits in [job.work for job in jobs()]


def test_counting_waits_for_no_disk(db):
    """On PostgreSQL; SQLite, on which the suite runs too, knows no such tables."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'form_engine_limit'")
        assert cursor.fetchone() == ("u",)


# Settings -----------------------------------------------------------------------------------------


def test_the_setting_changes_a_rule_and_the_star_all_others(db, settings):
    settings.LIMITS = {RULE: (2, 60), "*": (1, 60)}
    person = somebody()
    assert [limits.count(RULE, person) is None for _ in range(3)] == [True, True, False]
    assert [limits.count("codes-email", person) is None for _ in range(2)] == [True, False]


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("", {}),
        ("drafts-begun=600/3600", {"drafts-begun": (600, 3600)}),
        (" *=9/60 , codes-email=1/1,", {"*": (9, 60), "codes-email": (1, 1)}),
    ],
)
def test_the_setting_is_read(monkeypatch, text, table):
    monkeypatch.setenv("LIMITS", text)
    assert Environment().limits == table


@pytest.mark.parametrize(
    "text", ["drafts-begun", "drafts-begun=", "a=0/60", "a=5/0", "a=-5/60", "a=5/60/7", "a=٥/60",
             "A=5/60", "a=5", "=5/60", "a=1e9/60", "a=99999999/60"]
)  # fmt: skip
def test_a_setting_that_is_not_understood_stops_the_start(monkeypatch, text):
    monkeypatch.setenv("LIMITS", text)
    with pytest.raises(ValidationError, match="limits"):
        Environment()


def test_a_rule_that_does_not_exist_stops_the_start(settings):
    settings.LIMITS = {"drafts-began": (1, 60)}
    with pytest.raises(ImproperlyConfigured, match=r"drafts-began.*drafts-begun"):
        limits.refuse_unknown_rules()


@pytest.mark.parametrize("name", limits.RULES)
def test_every_rule_lets_exactly_its_number_through(db, settings, name):
    settings.REDIS_URL = ""
    use_up(name, person := somebody())
    assert limits.count(name, person) is not None


def test_the_documentation_lists_every_rule_as_it_is():
    with open("docs/settings.md") as file:
        text = file.read()
    missing = [
        name for name, rule in limits.RULES.items() if f"| `{name}` | {rule.times} |" not in text
    ]
    assert missing == []


# Whom it meets ------------------------------------------------------------------------------------


def visitor_from(address: str, **headers: str) -> str:
    return limits.visitor(RequestFactory().get("/", REMOTE_ADDR=address, headers=headers))


def test_addresses_of_one_ipv6_network_count_as_one():
    assert visitor_from("2001:db8:1:2:3:4:5:6") == visitor_from("2001:db8:1:2:ffff::1")
    assert visitor_from("2001:db8:1:2::1") != visitor_from("2001:db8:1:3::1")


def test_an_ipv4_address_counts_alone_however_it_is_written():
    assert visitor_from("203.0.113.9") == visitor_from("::ffff:203.0.113.9") == "203.0.113.9"
    assert visitor_from("203.0.113.9") != visitor_from("203.0.113.10")


def test_behind_a_socket_without_trusted_proxies_nobody_is_taken_for_another(caplog):
    assert visitor_from("") == ""
    assert "TRUSTED_PROXIES" in caplog.text


def test_behind_a_proxy_that_is_not_counted_the_proxy_is_not_taken_for_a_visitor(settings):
    settings.AXES_IPWARE_PROXY_COUNT = None
    assert visitor_from("10.0.0.2", **{"X-Forwarded-For": "203.0.113.9"}) == ""
    assert visitor_from("8.8.8.8", **{"X-Forwarded-For": "203.0.113.9"}) == "8.8.8.8"
    settings.AXES_IPWARE_PROXY_COUNT = 1
    assert visitor_from("10.0.0.2", **{"X-Forwarded-For": "203.0.113.9"}) == "203.0.113.9"
    assert visitor_from("10.0.0.2") == ""


def test_those_whose_address_is_unknown_share_a_larger_counter(db, settings):
    settings.LIMITS = {RULE: (1, 3600)}
    passed = sum(limits.count(RULE, "") is None for _ in range(limits.CROWD + 5))
    assert passed == limits.CROWD
