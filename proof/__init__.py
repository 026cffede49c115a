"""The proof that a spec can say what others' hand-made generators have, and that import proposes it."""
