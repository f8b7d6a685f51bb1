"""Urdu for software: normalise, digits, dates, sorting, plurals, slugs.

Pure functions on text. Nothing here imports the rest of the project or Django, and nothing raises
on any Unicode text, lone surrogates included.
"""
