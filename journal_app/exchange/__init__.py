"""Bring entries in from other forms, and take them out again."""
