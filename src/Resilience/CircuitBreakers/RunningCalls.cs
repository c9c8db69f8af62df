namespace Resilience.CircuitBreakers;

/// <summary>
/// How many calls run, by the time at which they began, so that those which have become slow count before they end. Time is divided into
/// epochs, a sixteenth of the threshold each. While an epoch lasts its calls are counted in the stripes, where one that ends before the
/// epoch does leaves no trace; what is left then is kept here. Once an epoch is so old that all of its calls are slow, what is left of it
/// is taken out, and whoever ends later finds that it has been.
/// </summary>
internal sealed class RunningCalls
{
    private const int Epochs = 32; // more than a threshold has, by some
    private const int EpochsPerThreshold = 16;
    private const long Nowhen = long.MinValue / 2;

    // A cell, from the lowest bit: calls from half the range (32), epoch (16), generation (16). The calls may be fewer than none for a
    // moment, if one ends before its epoch's have been brought here.
    private const int EpochShift = 32;
    private const int GenerationShift = 48;
    private const long CallsMask = (1L << EpochShift) - 1;
    private const long NoCalls = 1L << (EpochShift - 1);

    private readonly long _start;
    private readonly long _threshold;
    private readonly long _length;
    private readonly long[] _cells = new long[Epochs];
    private long _from;
    private long _epoch;
    private long _oldest;
    private long _generation;

    /// <param name="start">The time of creation.</param>
    /// <param name="threshold">How long a call takes that is slow.</param>
    /// <param name="generation">The breaker's generation.</param>
    public RunningCalls(long start, long threshold, long generation)
    {
        _start = start;
        _from = start;
        _threshold = threshold;
        _length = (threshold + EpochsPerThreshold - 1) / EpochsPerThreshold;
        Restart_NeedsLock(generation);
    }

    /// <summary>How many calls run that are slow.</summary>
    public long Overdue { get; private set; }

    /// <summary>Whether a time is in the epoch whose calls are counted in the stripes, and calls need not ask.</summary>
    public bool IsPresent(long time) => (ulong)(time - Volatile.Read(ref _from)) < (ulong)_length;

    /// <summary>
    /// A call of an epoch that has passed ends. False if it has been taken for slow meanwhile, or belongs to an older generation.
    /// </summary>
    public bool TryLeave(long generation, long started)
    {
        long epoch = EpochOf(started);
        ref long cell = ref _cells[epoch & (Epochs - 1)];
        while (true)
        {
            long seen = Volatile.Read(ref cell);
            if ((seen & ~CallsMask) != Tag(generation, epoch) || epoch < Volatile.Read(ref _oldest))
                return false;
            if (Interlocked.CompareExchange(ref cell, seen - 1, seen) == seen)
                return true;
        }
    }

    /// <summary>Whether the present epoch has passed.</summary>
    public bool IsBehind_NeedsLock(long now) => EpochOf(now) > _epoch;

    /// <summary>The time at which a call begins: never before the present epoch, even if the clock has been set back.</summary>
    public long Clamp_NeedsLock(long now) => Math.Max(now, Begin(_epoch));

    /// <summary>From here on calls of the present epoch need not ask.</summary>
    public void LetPass_NeedsLock() => Volatile.Write(ref _from, Begin(_epoch));

    /// <summary>From here on the next call must ask.</summary>
    public void Stop_NeedsLock() => Volatile.Write(ref _from, Nowhen);

    /// <summary>Keeps the calls that were counted in the stripes, those of the present epoch.</summary>
    public void Keep_NeedsLock(long running) => Interlocked.Add(ref _cells[_epoch & (Epochs - 1)], running);

    /// <summary>
    /// Moves on to now, and takes the calls that have become slow to <see cref="Overdue"/>. True if there are more of them.
    /// </summary>
    public bool Advance_NeedsLock(long now)
    {
        long before = Overdue;
        long oldest = Math.Max(_oldest, EpochOf(now - _threshold));
        _epoch = EpochOf(now);
        for (int i = 0; i < Epochs; i++)
        {
            long epoch = EpochIn(i, _oldest);
            if (epoch < oldest)
                Overdue += (Interlocked.Exchange(ref _cells[i], Empty(EpochIn(i, oldest))) & CallsMask) - NoCalls;
        }

        Volatile.Write(ref _oldest, oldest);
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
        for (int i = 0; i < Epochs; i++)
            Volatile.Write(ref _cells[i], Empty(EpochIn(i, _oldest)));
    }

    /// <summary>Which epoch a cell is for while a certain one is the oldest.</summary>
    private static long EpochIn(int cell, long oldest) => oldest + ((cell - oldest) & (Epochs - 1));

    private static long Tag(long generation, long epoch) =>
        (generation << GenerationShift) | ((epoch << EpochShift) & ((1L << GenerationShift) - 1));

    private long Empty(long epoch) => Tag(_generation, epoch) | NoCalls;

    private long Begin(long epoch) => _start + (epoch * _length);

    private long EpochOf(long time) => Math.Max(0, time - _start) / _length;
}
