"""The generated sample portfolio of the fictional city of Northaven, and the seeded program that makes it."""
