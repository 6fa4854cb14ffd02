"""Telegram, storage, delivery, sandbox and command line.

Law of this folder: it knows no law and no sentence shown to a person. What the core tells it, it
brings in order; what a person does it stores before it says so.
"""
