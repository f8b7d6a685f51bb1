"""From where a visitor comes: what a trusted proxy says, and nothing that the visitor wrote."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from django.test import RequestFactory, override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.addresses import client_address, readable

ANY_ADDRESS = st.ip_addresses().map(str)
PORTS = st.integers(1, 65535)
SPOOFED = st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=60)


def seen(forwarded: str | None, proxies: int | None, neighbour: str = "10.0.0.1") -> str:
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    request = RequestFactory().get("/", REMOTE_ADDR=neighbour, headers=headers)
    with override_settings(AXES_IPWARE_PROXY_COUNT=proxies):
        return client_address(request)


def plain(address: str) -> str:
    parsed = ip_address(address.partition("%")[0])
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)


def written(address: str, port: int | None) -> str:
    if isinstance(ip_address(address), IPv6Address):
        return f"[{address}]:{port}" if port else f"[{address}]"
    return f"{address}:{port}" if port else address


@settings(deadline=None)
@given(SPOOFED, st.lists(ANY_ADDRESS, min_size=1, max_size=4))
def test_what_the_visitor_wrote_changes_nothing(spoofed, said):
    """Each trusted proxy adds the neighbour that it saw; left of them stands what was sent."""
    honest = ", ".join(said)
    assert seen(f"{spoofed}, {honest}", len(said)) == plain(said[0]) == seen(honest, len(said))


@settings(deadline=None)
@given(ANY_ADDRESS, st.none() | PORTS)
def test_an_address_is_read_with_and_without_its_port(address, port):
    assert seen(written(address, port), 1) == plain(address)
    assert seen(address, 1) == plain(address)


@settings(deadline=None)
@given(SPOOFED, st.integers(0, 3), st.sampled_from(["10.0.0.1", "2001:db8::1", "", "unix:", "x"]))
def test_whatever_is_sent_the_answer_is_an_address_or_nothing(garbage, proxies, neighbour):
    found = seen(garbage, proxies, neighbour)
    assert not found or str(ip_address(found)) == found


@settings(deadline=None)
@given(st.text(max_size=80))
def test_reading_an_address_never_fails(text):
    found = readable(text)
    assert not found or readable(found) == found


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_in_ipv6_clothes_is_the_same_address(address: IPv4Address):
    assert readable(f"::ffff:{address}") == str(address)


@pytest.mark.parametrize(
    ("forwarded", "proxies", "expected"),
    [
        (None, None, "10.0.0.1"),
        (None, 1, "10.0.0.1"),  # it came past the proxies: a check from inside
        ("203.0.113.9", None, "10.0.0.1"),  # nobody is trusted
        ("203.0.113.9", 2, "10.0.0.1"),  # past the outer proxy
        ("6.6.6.6, 203.0.113.9", 1, "203.0.113.9"),
        ("6.6.6.6,203.0.113.9,10.0.0.2", 2, "203.0.113.9"),
        ("203.0.113.9:51234", 1, "203.0.113.9"),
        ("[2001:db8::9]:443", 1, "2001:db8::9"),
        ("[2001:db8::9]", 1, "2001:db8::9"),
        ("2001:DB8:0:0::9", 1, "2001:db8::9"),
        ("fe80::1%eth0", 1, "fe80::1"),
        ("::ffff:203.0.113.9", 1, "203.0.113.9"),
        ("6.6.6.6, unknown", 1, ""),  # not the address left of it
        ("6.6.6.6, _hidden", 1, ""),
        ("6.6.6.6, ", 1, ""),
        (", , ,", 2, "10.0.0.1"),
        ("203.0.113.999", 1, ""),
        ("203.0.113.9:port", 1, ""),
        ("[]", 1, ""),
        ("٢٠٣.0.113.9", 1, ""),
    ],
)
def test_the_proxies_are_believed_as_far_as_they_are_trusted(forwarded, proxies, expected):
    assert seen(forwarded, proxies) == expected


def test_headers_that_proxies_added_apart_are_one_list():
    """WSGI joins them with commas; the last is the nearest proxy's."""
    assert seen("6.6.6.6,203.0.113.9", 1) == "203.0.113.9"


@pytest.mark.parametrize("neighbour", ["", "unix:", "unix:/run/site.sock"])
def test_a_socket_has_no_address(neighbour):
    assert seen(None, None, neighbour) == ""
    assert seen("203.0.113.9", 1, neighbour) == "203.0.113.9"
