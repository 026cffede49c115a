"""Model to the verified text of a package."""
