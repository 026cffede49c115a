"""Merge a page's new version into a spec that people have edited since.

`page` reads the page, `assign_tables` finds the table of each of its rows, `merge` says what
changed, `edits` changes those places of the text and no other, and `verify_edit` proves it.
"""
