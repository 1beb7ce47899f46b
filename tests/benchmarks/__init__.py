"""The benchmark: every row in one run, ours beside the official client and beside the floor. `make bench`."""
