"""The contract is what it says."""
