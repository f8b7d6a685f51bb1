"""From where somebody comes, for the lock-out of staff and the limits of the forms."""

import re
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

# 203.0.113.9:443, [2001:db8::1] and [2001:db8::1]:443 are how proxies write an address too.
WITH_PORT = re.compile(r"(\d+(?:\.\d+){3}):\d+|\[([^\]]*)\](?::\d+)?", re.ASCII)


def client_address(request: HttpRequest) -> str:
    """The visitor's IP address in its shortest form; "" if nobody who can be believed says it.

    Behind n trusted proxies it is the n-th entry of X-Forwarded-For from the right: what stands
    further left was written by the visitor, and proves nothing. With fewer entries the request came
    past a proxy, and the nearest neighbour's address is what is known.

    A web server behind a Unix socket has no neighbour's address; nor is garbage one.
    """
    nearest = readable(str(request.META.get("REMOTE_ADDR", "")))
    proxies = settings.AXES_IPWARE_PROXY_COUNT or 0
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if not 0 < proxies <= len(forwarded) or not any(map(str.strip, forwarded)):
        return nearest
    return readable(forwarded[-proxies])


def readable(text: str) -> str:
    """An address without port, brackets, zone, or the IPv6 clothes of an IPv4 one; "" for none."""
    bare = text.strip()
    if found := WITH_PORT.fullmatch(bare):
        bare = found[1] or found[2]
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return ""
    plain = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(plain or address)
