"""Faults on demand: the sandbox fails as networks and servers do, so that a client can be tested against it.

>>> from ftrack_orm.sandbox.faults import Faults
>>> faults = Faults(latency=0.03, fail=0.01, seed=1)
"""

from ftrack_orm.sandbox.faults.fault import Answer, Cut, Delay, Fault
from ftrack_orm.sandbox.faults.faults import Faults

__all__ = ["Answer", "Cut", "Delay", "Fault", "Faults"]
