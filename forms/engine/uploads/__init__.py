"""Files that visitors give with their answers.

A file is judged by its content, scanned if a scanner is configured, made anew, and stored
encrypted; nothing unencrypted touches the disk. The way of a file: `taking` (from the request) →
`arriving` → `sanitise` (with `scanning`, and `forms.engine.cleaning` in a process of its own) →
`storage`. `serving` gives it back to those entitled, `sweeping` removes what nobody owns,
`rotating` changes its key.
"""
