"""Fixtures and contracts of influcore's kit for plugins."""

pytest_plugins = ["influcore.testing"]
