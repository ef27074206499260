//! Positions as editors count them, and byte offsets. The only place where the two meet.
