"""A translatable row, which the site itself does not have: for the guards in front of snippets."""
