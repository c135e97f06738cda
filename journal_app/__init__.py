"""Kindroot, a private journal of self-compassion and belonging; each answer opens the passage that asked for it."""

__version__ = "0.1.0"
