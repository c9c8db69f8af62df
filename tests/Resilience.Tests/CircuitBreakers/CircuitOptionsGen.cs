using CsCheck;

namespace Resilience.CircuitBreakers;

/// <summary>Options of every kind, with numbers so small that a few steps reach everything.</summary>
internal static class CircuitOptionsGen
{
    public static readonly Gen<CircuitBreakerOptions> Any =
        from ratio in OneOf<double?>(null, 0.5, 0.3, 1)
        from minimum in Gen.Int[1, 6]
        from row in OneOf<int?>(null, null, 2, 3)
        from slow in OneOf<int?>(null, 100, 37)
        from slowRatio in OneOf(1, 0.5)
        from calls in OneOf<int?>(null, null, 3, 7)
        from probes in Gen.Int[1, 3]
        from successes in Gen.Int[1, 3]
        from wait in OneOf<int?>(null, 300)
        from ramp in OneOf<int?>(null, 400)
        select new CircuitBreakerOptions
        {
            FailureRatio = ratio,
            MinimumCalls = minimum,
            ConsecutiveFailures = row,
            SlowCallThreshold = Milliseconds(slow),
            SlowCallRatio = slowRatio,
            Window = calls is { } length ? CircuitWindow.Count(length) : CircuitWindow.Time(TimeSpan.FromSeconds(1)),
            BreakDuration = TimeSpan.FromMilliseconds(500),
            MaxBreakDuration = TimeSpan.FromSeconds(3),
            RetryAfterCap = TimeSpan.FromSeconds(2),
            Probes = probes,
            SuccessesToClose = successes,
            HalfOpenTimeout = Milliseconds(wait),
            RampDuration = Milliseconds(ramp),
            HistoryLength = 10_000,
        };

    /// <summary>Breakers that open at the second or third call.</summary>
    public static readonly Gen<CircuitBreakerOptions> Touchy =
        from minimum in Gen.Int[1, 3]
        from row in OneOf<int?>(null, 2)
        from options in Any
        select Touch(options, minimum, row);

    private static CircuitBreakerOptions Touch(CircuitBreakerOptions options, int minimum, int? row)
    {
        options.FailureRatio = row is null ? 0.5 : null;
        options.MinimumCalls = minimum;
        options.ConsecutiveFailures = row;
        return options;
    }

    private static TimeSpan? Milliseconds(int? count) => count is { } time ? TimeSpan.FromMilliseconds(time) : null;

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
