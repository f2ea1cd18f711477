"""Pure methods, one per file: numbers in, numbers out."""
