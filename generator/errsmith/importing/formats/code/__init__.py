"""Constants in code, of any language, as grids.

`languages` names the grammars, `syntax` turns a syntax tree into terms that are alike for all of
them, `numbers` works out what a constant is, and `rows` finds the tables in the terms.
"""
