"""What people see: pages, exports and commands."""
