"""Languages: the registry, the catalogues, and the translator's tools.

Law of this folder: `registry.toml` is the only list of languages. English beside the data and in
the templates is the source; Japanese is the legal reference. Every string has a key that stays
(`msgctxt`) and whose first word names its file: ui, flow, advice or profile. Nothing here imports
`flows`, nothing is translated at import, and no fuzzy translation ever reaches a person.
"""
