namespace Resilience;

/// <summary>
/// Which circuits of a registry let calls through, at one moment: those of operations, under the operations' names, and those held by name.
/// </summary>
/// <remarks>One that is shared and held by name is listed once, under that name.</remarks>
public sealed record RegistryHealth
{
    /// <summary>Whether no circuit refuses calls: none is open, and none is isolated.</summary>
    public bool IsHealthy => OpenCircuits.Count == 0 && IsolatedCircuits.Count == 0;

    /// <summary>The circuits that are open, in the order of names.</summary>
    public required IReadOnlyList<string> OpenCircuits { get; init; }

    /// <summary>The circuits that somebody holds open.</summary>
    public required IReadOnlyList<string> IsolatedCircuits { get; init; }

    /// <summary>The circuits that are trying whether their dependency is back.</summary>
    public required IReadOnlyList<string> HalfOpenCircuits { get; init; }

    /// <summary>How many circuits there are.</summary>
    public required int TotalCircuits { get; init; }

    /// <summary>How many operations there are.</summary>
    public required int TotalOperations { get; init; }
}
