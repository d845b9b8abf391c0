"""The language of packs: reads and checks plain files. Imports neither Django nor engines."""

from dure.grammar.encodings import decode
from dure.grammar.read import read

__all__ = ["decode", "read"]
