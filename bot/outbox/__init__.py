"""From letters in the database to messages on a phone, in order and within Telegram's limits.

Law of this folder: a letter leaves the database only after it was delivered or can never be. A
letter sent twice does no harm: its buttons carry the version of the session they were made for.
"""
