using System.Runtime.CompilerServices;

namespace Resilience.CircuitBreakers;

/// <summary>
/// The word in which calls are counted: the era that the counts belong to, how many of its calls run, and how many have succeeded. That all
/// three are in one word makes the end of a call one compare-and-swap.
/// </summary>
internal static class CallCell
{
    public const int EraShift = 48;

    /// <summary>Everything but the era.</summary>
    public const long BelowEra = (1L << EraShift) - 1;

    /// <summary>To be added when a call has succeeded.</summary>
    public const long Success = 1;

    /// <summary>To be added when a call begins, and taken away when it ends.</summary>
    public const long Running = 1L << RunningShift;

    // From the lowest bit: successes (28), running calls (20), era (16). Running calls may be fewer than none where calls end on another
    // stripe than they began on, so they are counted from half their range.
    private const int RunningShift = 28;
    private const long SuccessMask = Running - 1;
    private const long HalfSuccesses = 1L << (RunningShift - 1);
    private const long HalfRunning = 1L << (EraShift - 1);
    private const long QuarterRunning = HalfRunning >> 1;

    public static long EraBits(long era) => era << EraShift;

    /// <summary>A cell without calls, of the era of a gate, permit or cell.</summary>
    public static long Empty(long word) => (word & ~BelowEra) | HalfRunning;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreOfOneEra(long one, long other) => ((ulong)(one ^ other) >> EraShift) == 0;

    /// <summary>Whether a count has come half the way to where it would run into its neighbour.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFilling(long cell) => (((cell + QuarterRunning) ^ HalfRunning) & (HalfRunning | HalfSuccesses)) != 0;

    public static long SuccessesOf(long cell) => cell & SuccessMask;

    public static long RunningOf(long cell) => ((cell & BelowEra) >> RunningShift) - (HalfRunning >> RunningShift);

    public static long WithoutSuccesses(long cell) => cell & ~SuccessMask;
}
