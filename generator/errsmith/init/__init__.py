"""What a project needs before its first spec."""
