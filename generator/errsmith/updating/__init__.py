"""A page's new version merged into a spec that people have edited since.

`page` reads the page, `placing` finds the table of each of its rows, `merge` says what changed, and
`edits` changes those places of the text and no other.
"""
