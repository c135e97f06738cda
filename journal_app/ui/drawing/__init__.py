"""A sheet to draw on: by pointer, by keys alone, or in words; kept encrypted by `journal/drawings.py`."""
