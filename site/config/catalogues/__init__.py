"""The Urdu message catalogues: compiled with Babel, kept in step with the code, checked.

`locale/site` holds the messages of this project, `locale/libraries` those of Django and the
libraries that a visitor can meet. Babel does the work because msgfmt and xgettext are system
packages that a fresh machine lacks. On the command line: `python -m config.catalogues
compile|update|check`.
"""

from config.catalogues.checking import check_catalogues
from config.catalogues.extraction import extract_messages
from config.catalogues.files import compile_catalogues, update_catalogue

__all__ = ["check_catalogues", "compile_catalogues", "extract_messages", "update_catalogue"]
