"""Formats of dates and numbers, for Django's FORMAT_MODULE_PATH: one folder for each language."""
