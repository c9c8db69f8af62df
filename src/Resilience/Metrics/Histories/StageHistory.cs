namespace Resilience.Metrics.Histories;

/// <summary>What earlier traces say of a stage.</summary>
public sealed record StageHistory
{
    private readonly TimeSpan[] _sorted;

    internal StageHistory(string pipeline, string stage, TimeSpan[] sorted)
    {
        Pipeline = pipeline;
        Stage = stage;
        _sorted = sorted;
    }

    /// <summary>The name of the pipeline.</summary>
    public string Pipeline { get; }

    /// <summary>The stage, with the name of its group before it.</summary>
    public string Stage { get; }

    /// <summary>
    /// How often it failed or was aborted, of the times that it ended by itself. Refusals and cancellations do not count.
    /// </summary>
    public FrequencyEstimate Failures { get; init; }

    /// <summary>How often it needed a mitigation or failed, of the same times.</summary>
    public FrequencyEstimate Troubles { get; init; }

    /// <summary>How many durations of successes the quantiles are taken from: the last 10,000 at most.</summary>
    public int DurationCount => _sorted.Length;

    /// <summary>The duration that half of its successes did not exceed; null if it never succeeded.</summary>
    public TimeSpan? Median => Quantile(0.5);

    /// <summary>The failures by their code, the most frequent first: up to 10.</summary>
    public required IReadOnlyList<KeyValuePair<string, long>> FailureCodes { get; init; }

    /// <summary>The duration that this share of its successes did not exceed: one that was observed, the nearest rank.</summary>
    /// <param name="quantile">The share: 0 to 1.</param>
    /// <returns>The duration; null if it never succeeded.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantile"/> is out of range.</exception>
    public TimeSpan? Quantile(double quantile)
    {
        Timing.Require.Between(quantile, 0, 1);
        return _sorted.Length == 0 ? null : _sorted[Math.Max(0, (int)Math.Ceiling(quantile * _sorted.Length) - 1)];
    }
}
