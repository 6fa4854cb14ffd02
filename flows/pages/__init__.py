"""One builder for each page a person can see: text from a template, rows of buttons from data."""
