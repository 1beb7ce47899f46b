"""The security review as tests: what docs/security.md promises."""
