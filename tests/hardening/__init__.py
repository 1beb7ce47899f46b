"""What holds when servers lie, data is strange and texts are noise."""
