"""KEEP: the encrypted file a person's journal lives in: header, keys, engine, schema, single writer."""
