"""Pictures and movies: thumbnails, and what a browser can play."""

__all__: list[str] = []
