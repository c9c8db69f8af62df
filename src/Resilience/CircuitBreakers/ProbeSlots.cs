using System.Numerics;

namespace Resilience.CircuitBreakers;

/// <summary>
/// Which probes of half-open are out, one bit each: to give a slot back twice is to clear a bit twice. Its owner holds a lock; only
/// <see cref="AreAllOut"/> may be asked without.
/// </summary>
internal struct ProbeSlots(int slots)
{
    /// <summary>The most slots there can be.</summary>
    public const int Most = 64;

    private readonly ulong _all = slots == Most ? ulong.MaxValue : (1ul << slots) - 1;
    private ulong _out;

    public bool AreAllOut => Volatile.Read(ref _out) == _all;

    public readonly bool IsAnyOut => _out != 0;

    public readonly int Count => BitOperations.PopCount(_out);

    /// <summary>Takes a slot; there must be one.</summary>
    public int Take()
    {
        int slot = BitOperations.TrailingZeroCount(~_out);
        _out |= 1ul << slot;
        return slot;
    }

    /// <summary>Gives a slot back; false if it was not out.</summary>
    public bool TryReturn(int slot)
    {
        ulong bit = 1ul << slot;
        bool wasOut = (_out & bit) != 0;
        _out &= ~bit;
        return wasOut;
    }

    public void Clear() => _out = 0;
}
