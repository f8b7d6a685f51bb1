"""From where somebody signs in, for the lock-out."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The visitor's IP address.

    Behind n trusted proxies it is the n-th entry of X-Forwarded-For from the right: what stands
    further left was written by the visitor, and proves nothing.
    """
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    proxies = settings.AXES_IPWARE_PROXY_COUNT or 0
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if not 0 < proxies <= len(forwarded):
        return nearest
    return forwarded[-proxies] or nearest
