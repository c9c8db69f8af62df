namespace Resilience.Chaos;

/// <summary>Draws the numbers that chaos decides by. Thread-safe, without a lock.</summary>
/// <remarks>
/// With a seed, the numbers of the n-th decision are a function of seed and n alone (the output function of SplitMix64: Steele, Lea and
/// Flood 2014), so that threads which take turns in another order still get the same set of decisions.
/// </remarks>
internal sealed class ChaosDice(int? seed, Func<double>? randomizer)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private readonly Func<double>? _randomizer = randomizer ?? (seed is null ? Random.Shared.NextDouble : null);
    private readonly ulong _seed = Mix((ulong)(seed ?? 0) + Golden);
    private long _decisions;

    /// <summary>Draws for a decision.</summary>
    /// <param name="decision">The number of the decision, for <see cref="Pick"/>.</param>
    /// <returns>From 0 (included) to 1.</returns>
    public double Roll(out long decision)
    {
        decision = 0;
        if (_randomizer is not null)
            return _randomizer();
        decision = Interlocked.Increment(ref _decisions);
        return Unit((ulong)decision * 2);
    }

    /// <summary>Draws for the choice that follows a decision.</summary>
    /// <returns>From 0 (included) to 1.</returns>
    public double Pick(long decision) => _randomizer is null ? Unit(((ulong)decision * 2) + 1) : _randomizer();

    private double Unit(ulong index) => (Mix(_seed + (index * Golden)) >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
