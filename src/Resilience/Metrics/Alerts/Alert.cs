using Resilience.Metrics.Alerts;

namespace Resilience;

/// <summary>Something that somebody should know. Its texts hold no payloads and are redacted.</summary>
public sealed record Alert
{
    /// <summary>
    /// What the alert is about, the same whenever it happens again: repeated ones are recognised by it, and so is the end of the trouble.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>How urgent it is.</summary>
    public required AlertLevel Level { get; init; }

    /// <summary>What happened, for people.</summary>
    public required string Message { get; init; }

    /// <summary>When it happened, by the wall clock.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The pipeline; null, the default, if it is not about one.</summary>
    public string? Pipeline { get; init; }

    /// <summary>The run, of repeated ones the first; null, the default, if it is not about one.</summary>
    public string? RunId { get; init; }

    /// <summary>The stage, with the name of its group before it; null, the default, if it is not about one.</summary>
    public string? Stage { get; init; }

    /// <summary>The component, such as a circuit breaker; null, the default, if it is not about one.</summary>
    public string? Component { get; init; }

    /// <summary>The risk; null, the default, if it is not about one.</summary>
    public string? RiskId { get; init; }

    /// <summary>The stable error code, one of <see cref="ErrorCodes"/>; null, the default, if there is none.</summary>
    public string? Code { get; init; }

    /// <summary>How many alerts with the same key were held back since the last one that was told: 0 by default.</summary>
    public long Suppressed { get; init; }

    /// <summary>Whether it says that the trouble is over which an earlier alert with the same key has told of. Default: false.</summary>
    public bool IsResolved { get; init; }

    /// <summary>Level and message.</summary>
    public override string ToString() => $"{AlertWords.Of(Level)}: {Message}";
}
