"""The formats: each is a module with a class `Writer`, which knows no other."""
