"""The processes of a soak: the server, workers, event services, exports. Each is told what to do by its parent."""
