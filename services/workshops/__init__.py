"""Workshops: people judge together, live; what they find advises, and the committee decides."""
