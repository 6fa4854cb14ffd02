"""Documents for lawyers and reviewers, made from the data: the rule book in Markdown and HTML."""
