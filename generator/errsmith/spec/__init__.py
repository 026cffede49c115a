"""YAML to a checked model of a provider's codes."""
