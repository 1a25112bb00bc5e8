"""Document -> Analysis: sentences, actors, statements, numbers, dates of one page. Pure."""
