"""From Telegram to an arrival, received once and acknowledged only after the commit.

Law of this folder: nothing is acknowledged that is not stored, and one update that can't be read
never holds up another.
"""
