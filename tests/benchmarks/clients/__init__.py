"""The sides of the comparison: how each opens a session and reads the same values."""
