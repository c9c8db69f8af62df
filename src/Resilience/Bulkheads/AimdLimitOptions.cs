using System.Globalization;
using Resilience.Bulkheads;
using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// Options of an adaptive limit that grows by one for each window without drops in which it was used, and falls by a factor when calls are
/// dropped or slow: additive increase, multiplicative decrease. Simple, and right where overload shows as failures: rate limits, timeouts.
/// </summary>
public sealed class AimdLimitOptions : AdaptiveLimitOptions
{
    /// <summary>What the limit is multiplied by when calls were dropped or slow: from 0.1 to 0.99. The default is 0.9.</summary>
    public double DropFactor { get; set; } = 0.9;

    /// <summary>
    /// If calls take longer than this on average, the limit falls as if some had been dropped: from 1 ms to 49 days; null for never. The
    /// default is 5 seconds.
    /// </summary>
    public TimeSpan? SlowCallThreshold { get; set; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override LimitAlgorithm CreateAlgorithm() => new AimdAlgorithm(DropFactor, SlowCallThreshold);

    /// <summary>The algorithm and its settings in a few words, such as "AIMD +1 ×0.9".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"AIMD +1 ×{DropFactor}");

    private protected override void ValidateAlgorithm(OptionErrors errors)
    {
        errors.Between(nameof(DropFactor), DropFactor, 0.1, 0.99);
        errors.Between(nameof(SlowCallThreshold), SlowCallThreshold, TimeSpan.FromMilliseconds(1), Require.LongestWait);
    }
}
