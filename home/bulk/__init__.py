"""Very many pages, made to measure how the site bears them: `manage.py make_load`.

`vocabulary` has the words, `texts` makes titles and texts of them, `pages` writes them in bulk,
`load` says how many there are.
"""
