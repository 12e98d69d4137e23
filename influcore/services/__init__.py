"""What the core does with a workspace and plugins: plan, check, explain, import, and the desk that front ends hold."""
