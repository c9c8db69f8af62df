using System.Globalization;
using Resilience.Bulkheads;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>
/// Options of an adaptive limit that follows the time of calls: it grows while they take as long as they do without a queue, falls when
/// they take longer, and falls when calls are dropped. Gradient2 of Netflix' concurrency-limits, with two differences that
/// <c>docs/adaptive-limits.md</c> explains. Right where overload shows as waiting: databases, servers with a queue.
/// </summary>
public sealed class Gradient2LimitOptions : AdaptiveLimitOptions
{
    /// <summary>
    /// By what factor calls may take longer than the baseline before the limit falls: from 1 to 1.9. The default is 1.5. Times that vary
    /// a lot by themselves need more.
    /// </summary>
    public double Tolerance { get; set; } = 1.5;

    /// <summary>
    /// How many calls may wait in the dependency's queue: from 1 to 10,000. The default is 4. It is also how fast the limit grows:
    /// <see cref="Smoothing"/> × this in a window.
    /// </summary>
    public int QueueSize { get; set; } = 4;

    /// <summary>The share of what each window suggests that is done: from 0.01 to 1. The default is 0.2.</summary>
    public double Smoothing { get; set; } = 0.2;

    /// <summary>Over how many windows the baseline is averaged: from 10 to 1,000,000. The default is 600.</summary>
    public int BaselineWindows { get; set; } = 600;

    /// <summary>
    /// After how many windows in which the baseline has held the limit down it is measured again, by halving the limit for two windows,
    /// unless a quiet time has come before: from 10 to 1,000,000; null for never. The default is 100. Without it, a limit under a load that
    /// never ends does not notice that the dependency has become slower for good, and stays too low.
    /// </summary>
    public int? ProbeInterval { get; set; } = 100;

    /// <summary>What the limit is multiplied by when calls were dropped: from 0.1 to 0.99. The default is 0.9.</summary>
    public double DropFactor { get; set; } = 0.9;

    /// <inheritdoc/>
    public override LimitAlgorithm CreateAlgorithm() => new GradientAlgorithm(
        new(Tolerance, QueueSize, Smoothing, BaselineWindows, ProbeInterval ?? int.MaxValue, DropFactor));

    /// <summary>The algorithm and its settings in a few words, such as "Gradient2 ×1.5 +4".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Gradient2 ×{Tolerance} +{QueueSize}");

    private protected override void ValidateAlgorithm(OptionErrors errors)
    {
        errors.Between(nameof(Tolerance), Tolerance, 1, 1.9);
        errors.Between(nameof(QueueSize), QueueSize, 1, 10_000);
        errors.Between(nameof(Smoothing), Smoothing, 0.01, 1);
        errors.Between(nameof(BaselineWindows), BaselineWindows, 10, 1_000_000);
        errors.Between(nameof(ProbeInterval), ProbeInterval, 10, 1_000_000);
        errors.Between(nameof(DropFactor), DropFactor, 0.1, 0.99);
    }
}
