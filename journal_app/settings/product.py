"""The names a packager may change, and those a person at risk may choose for the window."""

DISPLAY_NAME = "Kindroot"
"""What the window and the documents call the product."""

FOLDER_NAME = "kindroot"
"""Name of the data folder; a packager who wants a neutral install changes this one word."""

NEUTRAL_TITLE = "Notes"
"""Window title and task-switcher name unless the person chooses another (vault.md: names nothing of the content)."""
