"""The key of an app, to be scanned or typed."""

import segno

from accounts.second_factor.models import AuthenticatorApp

SIZE = 4  # pixels a module


def picture(app: AuthenticatorApp) -> str:
    """The QR code as a `data:` address: dark on white in both of the admin's themes, because
    cameras read it so."""
    code = segno.make(app.address, error="m", micro=False)
    return code.svg_data_uri(scale=SIZE, dark="#000", light="#fff")


def text(app: AuthenticatorApp) -> str:
    """The key in groups of four, as people type it."""
    return " ".join(app.key[start : start + 4] for start in range(0, len(app.key), 4))
