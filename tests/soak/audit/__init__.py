"""Compare what was intended with what the server holds."""
