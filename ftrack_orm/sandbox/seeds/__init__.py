"""The data that a new sandbox starts with, the same on every machine and every day."""

from ftrack_orm.sandbox.seeds.planting import seed_rows
from ftrack_orm.sandbox.seeds.seed import Seed
from ftrack_orm.sandbox.seeds.settling import settle

__all__ = ["Seed", "seed_rows", "settle"]
