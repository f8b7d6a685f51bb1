"""Search: Wagtail's database backends, with our words at index time and at query time.

`words` says what counts as the same word, `indexing` writes it, `sqlite` and `postgres` find it.
"""
