"""Loading of content from readable files: `manage.py load_content`.

`files` reads them, `rows` and `pages` write them, `record` remembers what was written, so that a
second run changes nothing and nothing that staff changed is ever overwritten.
"""
