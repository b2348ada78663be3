"""Do a build in stages, of which any machine can do a shard."""
