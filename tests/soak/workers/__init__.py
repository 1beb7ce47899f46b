"""What the sixteen workers of a soak do: editors, readers and publishers."""
