"""Lists as Qt models: rows that come and go one by one, never a reset, and one painter for them all."""
