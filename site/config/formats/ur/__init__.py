"""Urdu as written in Pakistan; Django has no formats of its own for it."""
