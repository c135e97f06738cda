"""Read packs: articles, the passages anchored in them, and the prompts and practices made from them."""
