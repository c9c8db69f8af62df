using CsCheck;

namespace Resilience.RateLimiting;

/// <summary>One step of a random sequence: time passes, permits are asked for, and perhaps some are given back.</summary>
/// <param name="Pause">How long nothing happens before.</param>
/// <param name="Weight">How many permits are asked for.</param>
/// <param name="Patience">How long the request would wait.</param>
/// <param name="Refund">Which of the permits so far are given back, counted from the newest; none if there are not so many.</param>
/// <param name="Drain">For how long the limit is drained afterwards; zero is for no time in particular; none if negative.</param>
internal readonly record struct LimitStep(long Pause, int Weight, long Patience, int Refund, long Drain = -1)
{
    /// <summary>Sequences for limits whose times are a few hundred ticks, and for slower ones.</summary>
    public static Gen<LimitStep[]> Sequences { get; } = Gen.Select(
        Gen.Frequency((3, Gen.Const(0L)), (3, Gen.Long[0, 30]), (2, Gen.Long[0, 300]), (1, Gen.Long[0, 20_000_000])),
        Gen.Frequency((4, Gen.Const(1)), (1, Gen.Int[1, 8])),
        Gen.Frequency((2, Gen.Const(0L)), (3, Gen.Long[0, 500])),
        Gen.Frequency((1, Gen.Const(int.MaxValue)), (1, Gen.Int[0, 6])),
        static (pause, weight, patience, refund) => new LimitStep(pause, weight, patience, refund)).Array[1, 60];

    /// <summary>The same, and now and then the limit is drained.</summary>
    public static Gen<LimitStep[]> SequencesWithDrains { get; } = Gen.Select(
        Sequences,
        Gen.Frequency((9, Gen.Const(-1L)), (1, Gen.Const(0L)), (1, Gen.Long[1, 200])).Array[60],
        static (steps, drains) => steps.Select((step, i) => step with { Drain = drains[i] }).ToArray());
}
