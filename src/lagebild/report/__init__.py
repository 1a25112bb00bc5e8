"""Picture -> dossier in every outer form: JSON, terminal, Markdown, HTML, exports; and its verification. Pure."""
