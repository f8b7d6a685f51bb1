"""How the site feels on a phone, by Lighthouse. See `scripts/lighthouse.py`."""
