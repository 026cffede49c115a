"""From somebody's page of error codes to a spec.

`source` reads the page, `formats` turns it into grids of cells, `columns` and `rows` find the error
codes in them, `tables` and `names` decide what becomes of each, and `write` says it as a spec.
"""
