using CsCheck;

namespace Resilience.Timing;

/// <summary>Generators of backoff parameters over their whole ranges, with the small numbers that matter most made likely.</summary>
internal static class Any
{
    private static readonly long _longest = Require.LongestWait.Ticks;

    public static Gen<BackoffShape> Shape { get; } = Gen.Enum<BackoffShape>();

    public static Gen<Jitter> Jitter { get; } = Gen.Enum<Jitter>();

    public static Gen<long> Ticks { get; } = Gen.OneOf(Gen.Long[0, 10], Gen.Long[0, TimeSpan.TicksPerMinute], Gen.Long[0, _longest]);

    public static Gen<long> Ceiling { get; } = Gen.OneOf(Gen.Long[1, 10], Gen.Long[1, TimeSpan.TicksPerMinute], Gen.Long[1, _longest]);

    public static Gen<double> Multiplier { get; } = Gen.OneOf(Gen.Const(1.0), Gen.Const(2.0), Gen.Double[1, 3], Gen.Double[1, 1000]);

    public static Gen<int> Retry { get; } = Gen.OneOf(Gen.Int[1, 20], Gen.Int[1, 2000], Gen.Int[1, int.MaxValue], Gen.Const(int.MaxValue));

    public static Gen<double> Unit { get; } = Gen.OneOf(Gen.Const(0.0), Gen.Const(double.BitDecrement(1)), Gen.Double.Unit);

    public static Gen<long> Previous { get; } = Gen.OneOf(Gen.Const(0L), Ticks, Gen.Const(long.MaxValue));

    public static Backoff Backoff(
        BackoffShape shape, TimeSpan baseDelay, double multiplier, TimeSpan ceiling, Jitter jitter) => (shape switch
        {
            BackoffShape.Constant => Resilience.Backoff.Constant(baseDelay, jitter),
            BackoffShape.Linear => Resilience.Backoff.Linear(baseDelay, jitter),
            BackoffShape.Fibonacci => Resilience.Backoff.Fibonacci(baseDelay, jitter),
            _ => Resilience.Backoff.Exponential(baseDelay, multiplier, jitter),
        }).WithCeiling(ceiling);
}
