"""What a translator looks at: every screen in a language, and the entry behind each text.

It needs no token and no network, stores nothing, and writes nothing but a gallery when asked.
"""
