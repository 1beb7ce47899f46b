"""A soak: everything at once while faults come; then an auditor compares every intent with the server.

`python -m tests.soak --minutes 20 --seed 7`, or `make soak MINUTES=20 SEED=7`.
"""
