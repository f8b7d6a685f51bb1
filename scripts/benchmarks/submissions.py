"""Submissions a second beside the posts a second of a plain Wagtail form page: same server, same
PostgreSQL (`synchronous_commit` on), interleaved rounds, median."""

import http.client
import json
import os
import re
import statistics
import subprocess
import sys
from urllib.parse import urlencode, urlsplit

import psycopg

from benchmarks.server import CONNECTIONS, ROOT, at_once, running_site

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
ROUNDS, A_ROUND = 5, 240
TARGET = 1.0
APPLY, PLAIN = "/en/register-as-freelancer/apply/", "/en/plain-form/"
FORM_TYPE = "application/x-www-form-urlencoded"


def report() -> bool:
    """Whether the target holds. Without PostgreSQL it is said, and nothing is measured."""
    name = f"bench_{os.getpid()}"
    try:
        server = psycopg.connect(POSTGRESQL, autocommit=True, connect_timeout=3)
    except psycopg.Error:
        print(f"Submissions: not measured, nothing answers at {POSTGRESQL}")
        return False
    with server:
        commit = server.execute("SHOW synchronous_commit").fetchone()
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            with running_site(
                DATABASE_URL=urlsplit(POSTGRESQL)._replace(path=f"/{name}").geturl(),
                DJANGO_SETTINGS_MODULE="benchmarks.settings",
                PYTHONPATH="site:scripts:.",
                LIMITS="*=1000000/60",
                PROOF_OF_WORK="never",
            ) as (port, environment):
                ratio = compare(port, environment)
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    print(f"{'submission : plain form':45} {ratio:6.2f} x   target {TARGET:.2f} x "
          f"(synchronous_commit {commit[0] if commit else '?'})")  # fmt: skip
    return ratio >= TARGET


def compare(port: int, environment: dict[str, str]) -> float:
    made = prepared(environment)
    tokens, plain = iter(made["tokens"]), urlencode(made["plain"])
    ours, theirs = [], []
    for _ in range(ROUNDS + 1):  # the first warms up
        mine = [next(tokens) for _ in range(A_ROUND)]
        theirs.append(posts_a_second(port, PLAIN, [plain] * A_ROUND, "", 200))
        ours.append(posts_a_second(port, f"{APPLY}check/", [""] * A_ROUND, mine, 303))
    for name, speeds in (("posts of a plain Wagtail form page", theirs),
                         ("submissions of a freelancer", ours)):  # fmt: skip
        print(f"{name:45} {statistics.median(speeds[1:]):8.1f} a second")
    return statistics.median(our / their for our, their in zip(ours[1:], theirs[1:], strict=True))


def prepared(environment: dict[str, str]) -> dict:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"],
        cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    found = subprocess.run(
        [sys.executable, "scripts/benchmarks/prepare_submissions.py",
         str(A_ROUND * (ROUNDS + 1))],
        cwd=ROOT, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(found.stdout.splitlines()[-1])


def posts_a_second(
    port: int, path: str, bodies: list[str], tokens: list[str] | str, expected: int
) -> float:
    """Each body is posted once, over connections that stay open; every answer must be as
    expected."""
    shares = [range(number, len(bodies), CONNECTIONS) for number in range(CONNECTIONS)]
    wrong: list[int] = []

    def send(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        csrf = token_of(connection, PLAIN)
        for place in shares[number]:
            cookies = f"form={csrf.cookie}" + (f"; draft={tokens[place]}" if tokens else "")
            body = f"{bodies[place]}&csrfmiddlewaretoken={csrf.token}"
            connection.request("POST", path, body, {"Content-Type": FORM_TYPE, "Cookie": cookies})
            response = connection.getresponse()
            response.read()
            if response.status != expected or "done" not in response.headers.get(
                "Location", "done"
            ):
                wrong.append(response.status)

    seconds = at_once(send)
    if wrong:
        raise SystemExit(f"{path} answered {sorted(set(wrong))}, {len(wrong)} times")
    return len(bodies) / seconds


class Csrf:
    def __init__(self, cookie: str, token: str) -> None:
        self.cookie, self.token = cookie, token


def token_of(connection: http.client.HTTPConnection, path: str) -> Csrf:
    """A browser's first look at the form."""
    connection.request("GET", path)
    response = connection.getresponse()
    page = response.read().decode()
    cookie = re.search(r"form=([^;]+)", response.headers.get("Set-Cookie", ""))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if not cookie or not token:
        raise SystemExit(f"{path} gave no form ({response.status})")
    return Csrf(cookie[1], token[1])
