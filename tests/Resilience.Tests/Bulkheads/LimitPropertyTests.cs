using CsCheck;

namespace Resilience.Bulkheads;

/// <summary>What holds for every algorithm of ours, whatever it has seen.</summary>
public sealed class LimitPropertyTests
{
    private const int Min = 3;
    private const int Max = 500;

    private static readonly Gen<Func<AdaptiveLimitOptions>> _options = Gen.OneOf(
        Gen.Select(Gen.Double[0.1, 0.99], Gen.Int[1, 10_000], static (factor, slow) => (Func<AdaptiveLimitOptions>)(() =>
            new AimdLimitOptions { DropFactor = factor, SlowCallThreshold = TimeSpan.FromMilliseconds(slow) })),
        Gen.Select(
            Gen.Double[1, 1.9], Gen.Int[1, 50], Gen.Double[0.01, 1], Gen.Int[10, 1_000], Gen.Int[10, 20],
            static (tolerance, queue, smoothing, windows, probe) => (Func<AdaptiveLimitOptions>)(() =>
                new Gradient2LimitOptions
                {
                    Tolerance = tolerance,
                    QueueSize = queue,
                    Smoothing = smoothing,
                    BaselineWindows = windows,
                    ProbeInterval = probe,
                })));

    private static readonly Gen<TimeSpan> _time = Gen.Frequency(
        (5, Gen.Int[1, 1_000].Select(static ms => TimeSpan.FromMilliseconds(ms))),
        (1, Gen.Const(TimeSpan.Zero)),
        (1, Gen.Const(TimeSpan.MaxValue)),
        (1, Gen.Long[0, long.MaxValue].Select(static ticks => TimeSpan.FromTicks(ticks))));

    private static readonly Gen<LimitWindow> _window = Gen.Select(
        _time, Gen.Int[0, 600], Gen.Frequency((4, Gen.Const(0L)), (1, Gen.Long[1, 1_000])), Gen.Long[0, 1_000_000],
        static (time, inFlight, drops, calls) => new LimitWindow
        {
            Min = Min,
            Max = Max,
            AverageTime = time,
            MaxInFlight = inFlight,
            Drops = drops,
            Calls = drops == 0 ? calls + 1 : calls,
        });

    // Now and then somebody sets the limit by hand.
    private static readonly Gen<(LimitWindow Window, int? Resized)[]> _history = Gen.Select(
        _window, Gen.Frequency((20, Gen.Const((int?)null)), (1, Gen.Int[Min, Max].Select(static limit => (int?)limit)))).Array[0, 60];

    [Fact]
    public void The_limit_never_leaves_its_bounds_and_drops_always_lower_it() =>
        Gen.Select(_options, _history, Gen.Int[Min, Max]).Sample(
            static (options, history, initial) =>
            {
                LimitAlgorithm algorithm = options().CreateAlgorithm();
                int limit = initial;
                foreach ((LimitWindow measured, int? resized) in history)
                {
                    limit = resized ?? limit;
                    LimitWindow window = measured with { Limit = limit };
                    LimitDecision decision = algorithm.Decide(window);
                    decision.Reason.Should().NotBe(LimitReasons.Unexplained);
                    int then = limit + decision.Change;
                    then.Should().BeInRange(Min, Max);
                    if (window.HasDrops)
                        then.Should().BeLessThan(limit == Min ? Min + 1 : limit);
                    else if (!window.IsLimited && decision.Reason != LimitReasons.BaselineMeasured)
                        then.Should().BeLessThanOrEqualTo(limit);
                    if (algorithm is GradientAlgorithm gradient)
                        ShouldBeSound(gradient.State);
                    limit = then;
                }
            },
            iter: 5_000);

    [Fact]
    public void Without_use_the_limit_never_grows() =>
        Gen.Select(_options, _history).Sample(
            static (options, history) =>
            {
                LimitAlgorithm algorithm = options().CreateAlgorithm();
                int limit = 100;
                foreach ((LimitWindow measured, _) in history)
                {
                    LimitWindow window = measured with { Limit = limit, MaxInFlight = Math.Min(measured.MaxInFlight, (limit - 1) / 2) };
                    LimitDecision decision = algorithm.Decide(window);
                    decision.Change.Should().BeLessThanOrEqualTo(0);
                    limit += decision.Change;
                }
            },
            iter: 2_000);

    [Fact]
    public void Longer_calls_and_more_drops_never_give_a_higher_limit() =>
        Gen.Select(_options, _history, _window, _time, Gen.Long[0, 100]).Sample(
            static (options, history, window, time, drops) =>
            {
                (int better, string reason) = After(window);
                (int worse, _) = After(window with
                {
                    AverageTime = window.AverageTime > time ? window.AverageTime : time,
                    Drops = window.Drops + drops,
                });
                // A probe is no answer to the window, but an experiment for which its time has come.
                if (reason != LimitReasons.ProbeBaseline)
                    worse.Should().BeLessThanOrEqualTo(better);

                (int Limit, string Reason) After(LimitWindow last)
                {
                    LimitAlgorithm algorithm = options().CreateAlgorithm();
                    int limit = 100;
                    foreach ((LimitWindow measured, int? resized) in history)
                    {
                        limit = resized ?? limit;
                        limit += algorithm.Decide(measured with { Limit = limit }).Change;
                    }

                    LimitDecision decision = algorithm.Decide(last with { Limit = limit });
                    return (limit + decision.Change, decision.Reason);
                }
            },
            iter: 5_000);

    [Fact]
    public void The_same_windows_give_the_same_decisions() =>
        Gen.Select(_options, _history).Sample(
            static (options, history) =>
            {
                LimitAlgorithm one = options().CreateAlgorithm();
                LimitAlgorithm other = options().CreateAlgorithm();
                foreach ((LimitWindow window, _) in history)
                    one.Decide(window with { Limit = 50 }).Should().Be(other.Decide(window with { Limit = 50 }));
            },
            iter: 500);

    private static void ShouldBeSound(in GradientState state)
    {
        double.IsFinite(state.Baseline).Should().BeTrue();
        state.Baseline.Should().BeGreaterThanOrEqualTo(0);
        state.Limit.Should().BeGreaterThanOrEqualTo(0);
        state.Limit.Should().BeLessThanOrEqualTo(Max);
        state.Enforced.Should().BeLessThanOrEqualTo(Max);
        state.Restrained.Should().BeLessThan(20);
    }
}
