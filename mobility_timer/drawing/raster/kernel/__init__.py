"""The compiled kernel that draws: C, built once as WebAssembly for every system."""
