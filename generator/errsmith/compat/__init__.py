"""Compare two versions of specs by what code that catches would notice."""
