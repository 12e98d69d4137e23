"""Dated files of figures, each with its source."""
