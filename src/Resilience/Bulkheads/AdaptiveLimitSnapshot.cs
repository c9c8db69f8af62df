using Resilience.Bulkheads;

namespace Resilience;

/// <summary>What an adaptive limit knows, at one moment.</summary>
public sealed record AdaptiveLimitSnapshot
{
    /// <summary>The algorithm and its settings in a few words.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The limit. In shadow mode, what it would be.</summary>
    public required int Limit { get; init; }

    /// <summary>What it does not fall below.</summary>
    public required int Min { get; init; }

    /// <summary>What it does not exceed.</summary>
    public required int Max { get; init; }

    /// <summary>Whether the limit is only told, and another one in force.</summary>
    public required bool ShadowMode { get; init; }

    /// <summary>How many windows have been decided about.</summary>
    public required long Decisions { get; init; }

    /// <summary>The last decision, also one that changed nothing; null before the first.</summary>
    public LimitDecision? LastDecision { get; init; }

    /// <summary>The window that the last decision was about; null before the first.</summary>
    public LimitWindow? LastWindow { get; init; }

    /// <summary>The last changes, oldest first.</summary>
    public required IReadOnlyList<LimitChange> Changes { get; init; }
}
