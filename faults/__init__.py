"""The fault suite: real bots, killed and cut off under load, and a check of every single answer.

`python -m faults` starts the stand-in for Telegram, one to three bots as processes of their own, a
database, and people who walk the interview. Things break while they do. Afterwards each person's
own memory of what they answered is compared with what is stored and with what they see.
"""
