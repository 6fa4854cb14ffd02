"""The same small conversation in the idiom of each library. Each module runs as a process.

Told by the environment: API_URL, TOKEN, and PORT when updates shall come by webhook.
"""
