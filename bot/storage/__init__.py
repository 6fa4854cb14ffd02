"""What is kept, sealed: chats and their sessions, letters to send, updates already taken.

Law of this folder: one transaction at a time, nothing readable about a person in a column, the same
statements on SQLite and PostgreSQL. Knows no Telegram object and no page.
"""
