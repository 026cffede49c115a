"""One module for each format: from text to a page of grids."""
