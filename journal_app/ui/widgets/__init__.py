"""The plain parts that screens are made of."""
