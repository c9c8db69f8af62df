using System.Runtime.InteropServices;

namespace Resilience.CircuitBreakers;

/// <summary>
/// What one of several threads counts apart from the others, with space on both sides of the successes, so that those of two threads, or
/// they and whatever the heap puts beside them, do not share a cache line.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal sealed class CallStripe
{
    /// <summary>A <see cref="CallCell"/>.</summary>
    [FieldOffset(48)]
    public long Cell;

    /// <summary>When the last success ended, on the breaker's timeline.</summary>
    [FieldOffset(56)]
    public long LastAt = long.MinValue;

    /// <summary>Refusals because the circuit was open.</summary>
    [FieldOffset(64)]
    public long RejectedOpen;

    /// <summary>Refusals because somebody held it.</summary>
    [FieldOffset(72)]
    public long RejectedIsolated;

    /// <summary>Refusals that shadow mode ignored.</summary>
    [FieldOffset(80)]
    public long WouldHaveRejected;
}
