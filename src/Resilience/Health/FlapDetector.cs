namespace Resilience.Health;

/// <summary>
/// Whether answers change too often to be believed. Of the last 21 answers, 20 pairs of neighbours can differ; it begins when half of them
/// do, and ends when less than a quarter do.
/// </summary>
/// <remarks>
/// The method is that of Nagios ("Detection and Handling of State Flapping": 21 checks, two thresholds), without its weights: with them,
/// the same answers would count differently from one check to the next.
/// </remarks>
internal struct FlapDetector
{
    public const int Pairs = 20;
    private const int Begins = Pairs / 2;
    private const int Ends = Pairs / 4;
    private uint _changes;
    private HealthState _last;

    public bool IsFlapping { get; private set; }

    public void Add(HealthState found)
    {
        uint changed = _last != HealthState.Unknown && found != _last ? 1u : 0u;
        _last = found;
        _changes = ((_changes << 1) | changed) & ((1u << Pairs) - 1);
        int count = System.Numerics.BitOperations.PopCount(_changes);
        IsFlapping = count >= Begins || (IsFlapping && count >= Ends);
    }
}
