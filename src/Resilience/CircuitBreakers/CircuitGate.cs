namespace Resilience.CircuitBreakers;

/// <summary>
/// State and generation in one word. A permit is the word as it was when the call was let in, with the number of its probe slot; so
/// whoever holds one can tell with one comparison whether it still means anything.
/// </summary>
internal static class CircuitGate
{
    /// <summary>No permit: what became of the call is nobody's business.</summary>
    public const long NoPermit = 0;

    // From the lowest bit: state (3), whether the circuit ramps up (1), probe slot plus 1 (7), generation (53).
    private const long StateMask = 0x7;
    private const long RampFlag = 0x8;
    private const int SlotShift = 4;
    private const long SlotMask = 0x7F0;
    private const int GenerationShift = 11;

    public static long Of(long generation, CircuitState state, bool ramps = false) =>
        (generation << GenerationShift) | (long)state | (ramps ? RampFlag : 0);

    /// <summary>Whether calls pass without being asked anything.</summary>
    public static bool IsPlainlyClosed(long gate) => (gate & (StateMask | RampFlag)) == 0;

    public static CircuitState StateOf(long gate) => (CircuitState)(gate & StateMask);

    public static long GenerationOf(long gate) => gate >> GenerationShift;

    public static bool Ramps(long gate) => (gate & RampFlag) != 0;

    public static long WithoutRamp(long gate) => gate & ~RampFlag;

    public static long Probe(long gate, int slot) => gate | ((long)(slot + 1) << SlotShift);

    public static bool IsProbe(long permit) => (permit & SlotMask) != 0;

    public static int SlotOf(long permit) => (int)((permit & SlotMask) >> SlotShift) - 1;

    public static long WithoutSlot(long permit) => permit & ~SlotMask;
}
