using System.Globalization;
using Resilience.Statistics;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// How long hedging waits for an answer before it starts another attempt beside those that run. Thread-safe; pipelines that are given the
/// same instance share what it measures.
/// </summary>
public sealed class HedgingDelay
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(1);

    private readonly TimeSpan _fixed;
    private readonly string _words;
    private readonly QuantileEstimator? _estimator;
    private readonly Timeline _timeline = Timeline.Coarse;

    private HedgingDelay(TimeSpan delay, string words)
    {
        _fixed = delay;
        _words = words;
    }

    private HedgingDelay(double quantile, int warmUp, TimeSpan window, TimeProvider clock)
    {
        _timeline = Timeline.For(clock, TimeSpan.MaxValue);
        _estimator = new QuantileEstimator(quantile, _timeline.Now, _timeline.Length(window), warmUp);
        _words = string.Create(CultureInfo.InvariantCulture, $"after the {quantile:0.####} quantile of {DurationText.Format(window)}");
    }

    /// <summary>All attempts start at once.</summary>
    public static HedgingDelay None { get; } = new(TimeSpan.Zero, "at once");

    /// <summary>No attempt is started by time: the next one follows when one has failed.</summary>
    public static HedgingDelay Infinite { get; } = new(Timeout.InfiniteTimeSpan, "after failures alone");

    /// <summary>The delay that applies now; infinite while no attempt is started by time.</summary>
    public TimeSpan Current
    {
        get
        {
            if (_estimator is null)
                return _fixed;
            if (_estimator.Estimate(_timeline.Now) is not { } estimate)
                return Timeout.InfiniteTimeSpan;
            return estimate > _shortest ? estimate : _shortest;
        }
    }

    internal bool IsMeasured => _estimator is not null;

    /// <summary>The delay, if it is always the same.</summary>
    internal TimeSpan? Fixed => _estimator is null ? _fixed : null;

    /// <summary>The same delay for every attempt.</summary>
    /// <param name="delay">From zero, which is <see cref="None"/>, to 49 days; <see cref="Timeout.InfiniteTimeSpan"/> is <see cref="Infinite"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is out of range.</exception>
    public static HedgingDelay FromTimeSpan(TimeSpan delay) =>
        delay == Timeout.InfiniteTimeSpan ? Infinite
        : delay == TimeSpan.Zero ? None
        : new(Require.Between(delay, TimeSpan.Zero, Require.LongestWait), $"after {DurationText.Format(delay)}");

    /// <summary>
    /// As long as most answers take: a quantile of the times that attempts of the recent past took until they gave the answer, but 1 ms at
    /// least. Until enough answers were measured no attempt is started by time.
    /// </summary>
    /// <remarks>
    /// Attempts that lost to another were cancelled, and nobody knows how long they would have taken: their times are not recorded. But one
    /// that had outlasted the delay is counted as longer than it, or every hedge would make the next one come earlier. The histogram is
    /// exact to 1/64 and takes 11 KB.
    /// </remarks>
    /// <param name="quantile">
    /// The share of answers that are to come before the delay has passed: more than 0 and less than 1. What is left of 1 is the share of calls
    /// that are made twice; the default of 0.95 makes about 5 % more calls.
    /// </param>
    /// <param name="warmUp">How many answers must have been measured within the window: 1 to 1,000,000. The default is 100.</param>
    /// <param name="window">How far back it looks: 1 second to 1 day. The default is one minute.</param>
    /// <param name="timeProvider">The clock of the window; the system's if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static HedgingDelay Quantile(
        double quantile = 0.95, int warmUp = 100, TimeSpan? window = null, TimeProvider? timeProvider = null) =>
        new(
            Require.Between(quantile, double.Epsilon, 1 - 1e-9),
            Require.Between(warmUp, 1, 1_000_000),
            Require.Between(window ?? TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), nameof(window)),
            timeProvider ?? TimeProvider.System);

    /// <inheritdoc cref="FromTimeSpan"/>
    public static implicit operator HedgingDelay(TimeSpan delay) => FromTimeSpan(delay);

    /// <summary>The delay in words, such as "after 2 s".</summary>
    public override string ToString() => _words;

    /// <summary>An attempt took so long to give the answer.</summary>
    internal void RecordAnswer(TimeSpan duration) => _estimator?.Record(_timeline.Now, duration);

    /// <summary>An attempt had run so long when another gave the answer.</summary>
    internal void RecordLoss(TimeSpan duration)
    {
        TimeSpan current = Current;
        if (current >= TimeSpan.Zero && duration >= current)
            _estimator?.RecordLonger(_timeline.Now);
    }
}
