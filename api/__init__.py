"""Process 1: HTTP and WebSocket. The only place, beside workers, where things are built and wired."""
