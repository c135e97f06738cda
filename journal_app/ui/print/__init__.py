"""Pages on paper and as PDF."""
