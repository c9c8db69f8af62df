namespace Resilience.AllocationTests;

/// <summary>A small context of a stage pipeline.</summary>
internal sealed record CheckpointContext(string Document, int Pages, double Score);
