namespace Resilience.Faults;

/// <summary>How a call ended for its caller.</summary>
internal sealed record Ending<T>(How How, T? Value, Exception? Exception);
