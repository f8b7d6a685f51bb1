"""What may be uploaded. The hint beside the field says the same."""

MAX_BYTES = 8 * 1024 * 1024  # of one file
MAX_FILES = 3  # of one field
MAX_BODY_BYTES = MAX_BYTES + 1024 * 1024  # of one request: a file and the page's other answers
