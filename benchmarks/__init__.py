"""Scores of every room on developer data, next to what others reach."""
