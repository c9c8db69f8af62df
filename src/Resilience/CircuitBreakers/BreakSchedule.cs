using Resilience.Timing;

namespace Resilience.CircuitBreakers;

/// <summary>How long breaks are. Pure.</summary>
internal readonly struct BreakSchedule(CircuitBreakerOptionsBase options)
{
    private readonly TimeSpan _first = options.BreakDuration;
    private readonly double _multiplier = options.BreakMultiplier;
    private readonly TimeSpan _longest = Max(options.BreakDuration, options.MaxBreakDuration);
    private readonly TimeSpan _hintCap = options.RetryAfterCap;

    /// <summary>The break after half-open has failed so often, lengthened by a hint of the dependency.</summary>
    public TimeSpan Next(int reopens, TimeSpan? hint)
    {
        double ticks = _first.Ticks * Math.Pow(_multiplier, reopens);
        TimeSpan grown = ticks < _longest.Ticks ? TimeSpan.FromTicks((long)ticks) : _longest;
        return hint is { } asked ? Max(grown, asked < _hintCap ? asked : _hintCap) : grown;
    }

    /// <summary>What a generator said, if it said anything.</summary>
    public static TimeSpan Accept(TimeSpan? generated, TimeSpan computed) =>
        generated is not { } given || given < TimeSpan.Zero ? computed : given < Require.LongestWait ? given : Require.LongestWait;

    public override string ToString()
    {
        string growth = _multiplier > 1 && _longest > _first
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" ×{_multiplier:0.##} ≤ {DurationText.Format(_longest)}")
            : "";
        return $"break {DurationText.Format(_first)}{growth}";
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
