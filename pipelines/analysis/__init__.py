"""Pure functions on frames: intervals, and the analyses that compare or follow people."""
