using System.Runtime.InteropServices;

namespace Resilience.CircuitBreakers;

/// <summary>
/// What one of several threads counts apart from the others, with 56 bytes or more on both sides, so that two of them, or one and whatever
/// the heap puts beside it, do not share a cache line.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 160)]
internal sealed class CallStripe
{
    /// <summary>Never cleared: one array for the life of the stripe; empty unless running calls are watched.</summary>
    [FieldOffset(56)]
    public long[] Running = [];

    /// <summary>Successes, behind the tag of the generation that they belong to.</summary>
    [FieldOffset(64)]
    public long Successes;

    /// <summary>When the last of them ended, on the breaker's timeline.</summary>
    [FieldOffset(72)]
    public long LastAt = long.MinValue;

    /// <summary>Refusals because the circuit was open.</summary>
    [FieldOffset(80)]
    public long RejectedOpen;

    /// <summary>Refusals because somebody held it.</summary>
    [FieldOffset(88)]
    public long RejectedIsolated;

    /// <summary>Refusals that shadow mode ignored.</summary>
    [FieldOffset(96)]
    public long WouldHaveRejected;
}
