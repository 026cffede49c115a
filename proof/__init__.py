"""The proof that a spec can say what others' own generators have, and that import proposes it."""
