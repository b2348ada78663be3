"""Ask the network about sources. Only commands do that, never a check or a build."""
