"""Use cases: who may, compute, write, audit. The only door for writes."""
