"""Small pages about entities, for the URLs of `get_widget_url`."""

__all__: list[str] = []
