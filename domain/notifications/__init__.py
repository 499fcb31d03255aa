"""What people are told by e-mail, and whether they have been."""
