"""Raise while it is imported."""

raise ValueError("boom")
