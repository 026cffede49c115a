"""The commands: each module has its arguments and what it does with them."""
