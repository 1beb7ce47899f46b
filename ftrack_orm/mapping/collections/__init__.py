"""Collections and mappings: what an entity shows of the entities that belong to it."""

__all__: list[str] = []
