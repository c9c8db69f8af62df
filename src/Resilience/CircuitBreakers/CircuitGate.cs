namespace Resilience.CircuitBreakers;

/// <summary>
/// State, generation and era in one word. A permit is the word as it was when the call was let in, with the number of its probe slot; so
/// whoever holds one can tell with one comparison whether it still means anything.
/// </summary>
/// <remarks>
/// The era stands in the same bits as in the words in which calls are counted (<see cref="CallCell"/>). It changes with the generation, and
/// within one whenever the cells are begun anew.
/// </remarks>
internal static class CircuitGate
{
    /// <summary>No permit: what became of the call is nobody's business.</summary>
    public const long NoPermit = 0;

    // From the lowest bit: state (3), whether calls must ask (1), probe slot plus 1 (7), whether the circuit ramps up (1), generation (36),
    // era (16).
    private const long StateMask = 0x7;
    private const long AskFlag = 0x8;
    private const int SlotShift = 4;
    private const long SlotMask = 0x7F0;
    private const long RampFlag = 0x800;
    private const int GenerationShift = 12;
    private const long GenerationMask = (1L << (CallCell.EraShift - GenerationShift)) - 1;

    public static long Of(long era, long generation, CircuitState state, bool ramps = false) =>
        CallCell.EraBits(era)
        | ((generation & GenerationMask) << GenerationShift)
        | (long)state
        | (ramps ? RampFlag : 0)
        | (ramps || state is not (CircuitState.Closed or CircuitState.MetricsOnly) ? AskFlag : 0);

    /// <summary>Whether calls pass without being asked anything.</summary>
    public static bool IsPlain(long gate) => (gate & AskFlag) == 0;

    public static CircuitState StateOf(long gate) => (CircuitState)(gate & StateMask);

    public static long GenerationOf(long gate) => (gate >> GenerationShift) & GenerationMask;

    /// <summary>Whether only a share of the calls is let in.</summary>
    public static bool Ramps(long gate) => (gate & RampFlag) != 0;

    public static long Asking(long gate) => gate | AskFlag;

    public static long WithoutAsking(long gate) => gate & ~(AskFlag | RampFlag);

    /// <summary>The gate in another era of its generation.</summary>
    public static long InEra(long gate, long era) => (gate & CallCell.BelowEra) | CallCell.EraBits(era);

    /// <summary>Whether two words are of one generation, and differ in nothing else but their era.</summary>
    public static bool DifferByEra(long one, long other) => ((one ^ other) & CallCell.BelowEra) == 0;

    public static long Probe(long gate, int slot) => gate | ((long)(slot + 1) << SlotShift);

    public static bool IsProbe(long permit) => (permit & SlotMask) != 0;

    public static int SlotOf(long permit) => (int)((permit & SlotMask) >> SlotShift) - 1;
}
