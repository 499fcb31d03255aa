"""The contract, published with Strawberry. Each field says where its data comes from."""
