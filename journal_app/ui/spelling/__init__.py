"""Spelling on the page: what is a word, what is known of it, the line under it, and what to do about it."""
