using System.Numerics;
using System.Runtime.CompilerServices;

namespace Resilience.CircuitBreakers;

/// <summary>
/// Counts successes without a lock: a compare-and-swap on a cell that carries the tag of the generation. A new generation writes the gate,
/// then exchanges the cells, so that a success of an older one finds another tag and is not counted. Begins with one cell, and doubles them
/// when threads collide, up to the number of processors.
/// </summary>
internal sealed class CallStripes
{
    private const int TagShift = 40;
    private const long CountMask = (1L << TagShift) - 1;
    private const long TagMask = (1L << (64 - TagShift)) - 1;

    private static readonly int _most = (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount);

    private CallStripe[] _stripes = [new CallStripe()];
    private long _tag;

    /// <summary>The stripes; a power of two of them.</summary>
    public CallStripe[] All => Volatile.Read(ref _stripes);

    /// <summary>The stripe for a number that whoever counts keeps, and changes with <see cref="Move"/> when he collides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CallStripe Of(uint number)
    {
        CallStripe[] stripes = Volatile.Read(ref _stripes);
        return stripes[number & (uint)(stripes.Length - 1)];
    }

    /// <summary>
    /// Counts a success if the gate still is what it was when the call was let in. If not, or if somebody else was faster, the caller goes
    /// the long way.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryCount(uint number, ref long gate, long permit, long now)
    {
        CallStripe stripe = Of(number);
        long seen = Volatile.Read(ref stripe.Successes);
        if (Volatile.Read(ref gate) != permit
            || ((ulong)seen >> TagShift) != (ulong)(CircuitGate.GenerationOf(permit) & TagMask)
            || Interlocked.CompareExchange(ref stripe.Successes, seen + 1, seen) != seen)
            return false;
        if (stripe.LastAt != now)
            stripe.LastAt = now;
        return true;
    }

    /// <summary>Two have met: each looks for a stripe of its own from now on.</summary>
    // An odd step reaches every stripe in turn; the thread's number makes two that collided part ways.
    public static void Move(ref uint number) => number += ((uint)Environment.CurrentManagedThreadId * 2) + 1;

    /// <summary>Doubles the stripes unless there are enough.</summary>
    /// <param name="prepare">Makes a new stripe ready.</param>
    public void Grow_NeedsLock(Action<CallStripe>? prepare)
    {
        int length = _stripes.Length;
        if (length >= _most)
            return;
        var grown = new CallStripe[length * 2];
        _stripes.CopyTo(grown, 0);
        for (int i = length; i < grown.Length; i++)
        {
            grown[i] = new CallStripe { Successes = _tag };
            prepare?.Invoke(grown[i]);
        }

        Volatile.Write(ref _stripes, grown);
    }

    /// <summary>The successes since the last <see cref="Take_NeedsLock"/>.</summary>
    public long Sum()
    {
        long sum = 0;
        foreach (CallStripe stripe in All)
            sum += Volatile.Read(ref stripe.Successes) & CountMask;
        return sum;
    }

    /// <summary>When the last success ended.</summary>
    public long LastAt()
    {
        long last = long.MinValue;
        foreach (CallStripe stripe in All)
            last = Math.Max(last, Volatile.Read(ref stripe.LastAt));
        return last;
    }

    /// <summary>Takes the successes out of the cells and gives these the tag of a generation.</summary>
    public long Take_NeedsLock(long generation)
    {
        _tag = (generation & TagMask) << TagShift;
        long sum = 0;
        foreach (CallStripe stripe in _stripes)
            sum += Interlocked.Exchange(ref stripe.Successes, _tag) & CountMask;
        return sum;
    }
}
