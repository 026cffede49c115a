"""Import a provider's error page into a spec.

`document` reads the page, `formats` turn it into grids of cells, `grid_selection` and `rows` find
the error codes in them, `tables` and the `name_` modules decide what becomes of each, and `write`
serializes the draft. `convert` is all of it in one function.
"""
