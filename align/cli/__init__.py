"""The command line: one file a command, and no logic that the library does not have."""
