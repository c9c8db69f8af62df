namespace Resilience.Metrics.Histories;

/// <summary>What is expected of a stage.</summary>
public sealed record StageObjective
{
    /// <summary>The share of runs in which the stage is to succeed: above 0, below 1. Default: 0.99.</summary>
    public double SuccessRate { get; init; } = 0.99;

    /// <summary>By how much limits exceed what was usual: 1 to 100. Default: 1.5.</summary>
    public double Margin { get; init; } = 1.5;

    /// <summary>How long the stage may take at most; null, the default, if nothing is said.</summary>
    public TimeSpan? Duration { get; init; }
}
