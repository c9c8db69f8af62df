namespace Resilience.CircuitBreakers;

/// <summary>
/// How many calls run, by the time at which they began, so that those which have become slow count before they end. A call that begins
/// adds one to the cell of its epoch, a sixteenth of the threshold; a call that ends takes it away again. Once an epoch is so old that all
/// of its calls are slow, what is left in its cells is taken out, and whoever ends later finds that it has been.
/// </summary>
/// <remarks>
/// A cell holds the tag of its generation and epoch and a count, which may be negative where calls end on another stripe than they began
/// on: only the sum over the stripes means anything.
/// </remarks>
internal sealed class RunningCalls
{
    private const int Epochs = 32; // more than a threshold has, by some
    private const int EpochsPerThreshold = 16;
    private const int Padding = 8; // a cache line on either side
    private const int CountBits = 24;
    private const long CountMask = (1L << CountBits) - 1;
    private const long Zero = 1L << (CountBits - 1);
    private const int EpochBits = 24;
    private const long EpochMask = (1L << EpochBits) - 1;
    private const int GenerationShift = CountBits + EpochBits;

    private readonly CallStripes _stripes;
    private readonly long _start;
    private readonly long _threshold;
    private readonly long _length;
    private readonly long[] _epochs = new long[Epochs];
    private long _epoch;
    private long _generation;

    /// <param name="stripes">Where to count.</param>
    /// <param name="start">The time of creation.</param>
    /// <param name="threshold">How long a call takes that is slow.</param>
    /// <param name="generation">The breaker's generation.</param>
    public RunningCalls(CallStripes stripes, long start, long threshold, long generation)
    {
        _stripes = stripes;
        _start = start;
        _threshold = threshold;
        _length = (threshold + EpochsPerThreshold - 1) / EpochsPerThreshold;
        for (int i = 0; i < Epochs; i++)
            _epochs[i] = i;
        _generation = generation;
        foreach (CallStripe stripe in stripes.All)
            Prepare_NeedsLock(stripe);
    }

    /// <summary>How many calls run that are slow.</summary>
    public long Overdue { get; private set; }

    /// <summary>
    /// A call begins. False if time has come to an epoch that nobody has begun, or the call belongs to no current one: see
    /// <see cref="Advance_NeedsLock"/>, and read the clock anew.
    /// </summary>
    public bool TryEnter(long permit, long now, ref uint stripe)
    {
        long epoch = EpochOf(now);
        return epoch <= Volatile.Read(ref _epoch) && TryAdd(permit, epoch, 1, ref stripe);
    }

    /// <summary>A call ends. False if it has been taken for slow meanwhile, or belongs to an older generation.</summary>
    public bool TryLeave(long permit, long started, ref uint stripe) => TryAdd(permit, EpochOf(started), -1, ref stripe);

    /// <summary>
    /// Moves on to now, and takes the calls that have become slow to <see cref="Overdue"/>. True if there are more of them.
    /// </summary>
    public bool Advance_NeedsLock(long now)
    {
        long epoch = EpochOf(now);
        if (epoch <= _epoch)
            return false;
        long before = Overdue;
        long oldest = Math.Max(0, EpochOf(now - _threshold));
        for (int i = 0; i < Epochs; i++)
        {
            if (_epochs[i] >= oldest)
                continue;
            _epochs[i] = oldest + ((i - oldest) & (Epochs - 1));
            foreach (CallStripe stripe in _stripes.All)
                Overdue += Take(stripe, i);
        }

        Volatile.Write(ref _epoch, epoch);
        return Overdue > before;
    }

    /// <summary>A call that was taken for slow has ended.</summary>
    public void LeaveOverdue_NeedsLock()
    {
        if (Overdue > 0)
            Overdue--;
    }

    /// <summary>A new generation knows nothing of the calls that run.</summary>
    public void Restart_NeedsLock(long generation)
    {
        _generation = generation;
        Overdue = 0;
        foreach (CallStripe stripe in _stripes.All)
        {
            for (int i = 0; i < Epochs; i++)
                Take(stripe, i);
        }
    }

    /// <summary>Gives a stripe its cells.</summary>
    public void Prepare_NeedsLock(CallStripe stripe)
    {
        var cells = new long[Epochs + (2 * Padding)];
        for (int i = 0; i < Epochs; i++)
            cells[Padding + i] = Tag(_generation, _epochs[i]) | Zero;
        stripe.Running = cells;
    }

    private static long Tag(long generation, long epoch) =>
        (generation << GenerationShift) | ((epoch & EpochMask) << CountBits);

    private long EpochOf(long time)
    {
        // Almost always the present one: no division.
        long epoch = Volatile.Read(ref _epoch);
        long since = time - _start;
        long begun = epoch * _length;
        return since >= begun && since < begun + _length ? epoch : Math.Max(0, since) / _length;
    }

    private bool TryAdd(long permit, long epoch, long amount, ref uint stripe)
    {
        long tag = Tag(CircuitGate.GenerationOf(permit), epoch);
        while (true)
        {
            ref long cell = ref _stripes.Of(stripe).Running[Padding + (int)(epoch & (Epochs - 1))];
            long seen = Volatile.Read(ref cell);
            if ((seen & ~CountMask) != tag)
                return false;
            if (Interlocked.CompareExchange(ref cell, seen + amount, seen) == seen)
                return true;
            CallStripes.Move(ref stripe);
        }
    }

    private long Take(CallStripe stripe, int i) =>
        (Interlocked.Exchange(ref stripe.Running[Padding + i], Tag(_generation, _epochs[i]) | Zero) & CountMask) - Zero;
}
