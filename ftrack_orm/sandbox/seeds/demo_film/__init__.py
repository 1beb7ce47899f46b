"""The demo workspace: one short film, its people, its work and its talk."""

__all__: list[str] = []
