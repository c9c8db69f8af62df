using CsCheck;

namespace Resilience.CircuitBreakers;

/// <summary>Random sequences of everything that can be done, on the breaker and on its model.</summary>
public sealed class CircuitModelTests
{
    private static readonly Gen<CircuitBreakerOptions> _options =
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
            SlowCallThreshold = slow is { } threshold ? TimeSpan.FromMilliseconds(threshold) : null,
            SlowCallRatio = slowRatio,
            Window = calls is { } length ? CircuitWindow.Count(length) : CircuitWindow.Time(TimeSpan.FromSeconds(1)),
            BreakDuration = TimeSpan.FromMilliseconds(500),
            MaxBreakDuration = TimeSpan.FromSeconds(3),
            RetryAfterCap = TimeSpan.FromSeconds(2),
            Probes = probes,
            SuccessesToClose = successes,
            HalfOpenTimeout = wait is { } time ? TimeSpan.FromMilliseconds(time) : null,
            RampDuration = ramp is { } rising ? TimeSpan.FromMilliseconds(rising) : null,
            HistoryLength = 10_000,
        };

    private static readonly Gen<CircuitStep> _step = Gen.Frequency(
        (30, Gen.Const(CircuitStep.Enter)),
        (15, Gen.Const(CircuitStep.Succeed)),
        (12, Gen.Const(CircuitStep.Fail)),
        (2, Gen.Const(CircuitStep.FailUnhandled)),
        (2, Gen.Const(CircuitStep.FailWithHint)),
        (4, Gen.Const(CircuitStep.Cancel)),
        (14, Gen.Const(CircuitStep.Advance)),
        (4, Gen.Const(CircuitStep.Leap)),
        (8, Gen.Enum<CircuitStep>()));

    [Fact]
    public void It_does_what_the_model_does() =>
        Gen.Select(_options, Gen.Select(_step, Gen.Int[0, 1000]).List[1, 150]).Sample(
            (options, steps) =>
            {
                var run = new CircuitModelRun(options);
                foreach ((CircuitStep step, int number) in steps)
                    run.Do(step, number);
            },
            iter: 3_000);

    [Fact]
    public void It_does_what_the_model_does_when_nobody_looks_between_the_steps() =>
        Gen.Select(_options, Gen.Select(_step, Gen.Int[0, 1000]).List[1, 300]).Sample(
            (options, steps) =>
            {
                var run = new CircuitModelRun(options) { LooksAfterEachStep = false };
                foreach ((CircuitStep step, int number) in steps)
                    run.Do(step, number);
                run.Compare("the end");
            },
            iter: 2_000);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
