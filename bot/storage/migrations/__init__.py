"""Every form that the database ever had, oldest first. A released file is never changed."""
