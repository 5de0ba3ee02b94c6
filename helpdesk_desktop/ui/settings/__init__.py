"""The settings: what they take, why one cannot be changed, what is set by somebody else."""
