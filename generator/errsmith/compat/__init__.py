"""Two versions of specs, compared by what code that catches would notice."""
