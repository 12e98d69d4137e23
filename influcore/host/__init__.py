"""Find plugins, admit each one alone, and hand out what they offer.

Plugins are trusted code: they run with the user's rights. Their *failures* are isolated, so that one bad plugin is
named and everything else works; nothing is sandboxed, and nothing here protects from malice.

Importing this package is cheap on purpose: what every start of the program needs is plain classes and one JSON file.
"""

from .catalogue import Catalogue, Failure, Listed, PluginInfo
from .host import Host
from .options import HostOptions

__all__ = ["Catalogue", "Failure", "Host", "HostOptions", "Listed", "PluginInfo"]
