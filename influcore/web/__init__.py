"""The web part: the plugins' routes under their own paths, on loopback unless told otherwise."""
