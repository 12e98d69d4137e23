"""The command line: every action and panel of every plugin as a command, and the few commands of its own."""
