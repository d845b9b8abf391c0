"""The language of packs: reads and checks plain files. Imports neither Django nor engines."""
