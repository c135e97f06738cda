"""The rungs of the schema ladder, one module each; `vault/ladder.py` climbs them."""
