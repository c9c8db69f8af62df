namespace Resilience;

/// <summary>The operation mode and what is behind it, at one moment.</summary>
public sealed record ModeSnapshot
{
    /// <summary>The mode.</summary>
    public required OperationMode Mode { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Why the mode is what it is, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>The mode that the marks of components ask for; it may differ while a dwell time passes, or by hand.</summary>
    public required OperationMode Wanted { get; init; }

    /// <summary>What somebody has set by hand; null if nobody has.</summary>
    public ModeOverride? Override { get; init; }

    /// <summary>The components that are not well, worst first.</summary>
    public required IReadOnlyList<DegradedComponent> Components { get; init; }

    /// <summary>The features, sorted by name.</summary>
    public required IReadOnlyList<FeatureState> Features { get; init; }

    /// <summary>The last changes, oldest first.</summary>
    public required IReadOnlyList<ModeChange> Changes { get; init; }
}
