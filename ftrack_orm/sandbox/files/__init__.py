"""The files of components: uploaded by signed URLs, kept by their content, downloaded in parts or whole."""

__all__: list[str] = []
