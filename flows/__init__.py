"""The pure core: questions, rules and words.

Law of this folder: no Telegram, network, database, clock, randomness or asyncio. The day and the
language are passed in. Law is data in `law/` with a source and a date; words are data beside their
row or stand in `templates/`; Python decides nothing that a lawyer would want to read.
"""
