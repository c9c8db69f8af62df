using System.Numerics;
using System.Runtime.CompilerServices;

namespace Resilience.CircuitBreakers;

/// <summary>
/// Counts calls without a lock: a compare-and-swap on a cell that carries the tag of its era. A new era writes the gate, then exchanges the
/// cells, so that a call of an older one finds another tag and is not counted. Begins with one cell, and doubles them when threads collide,
/// up to the number of processors.
/// </summary>
internal sealed class CallStripes
{
    private static readonly int _most = (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount);

    private CallStripe[] _stripes = [new CallStripe()];

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
    /// Adds to a cell if it is of the era of a gate or permit. If not, or if somebody else was faster, the caller goes the long way.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAdd(uint number, long word, long amount)
    {
        CallStripe stripe = Of(number);
        long seen = Volatile.Read(ref stripe.Cell);
        return CallCell.AreOfOneEra(seen, word)
            && !CallCell.IsFilling(seen)
            && Interlocked.CompareExchange(ref stripe.Cell, seen + amount, seen) == seen;
    }

    /// <summary>The same for a success, if the gate still is what it was when the call was let in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySucceed(uint number, ref long gate, long permit, long amount, long now)
    {
        CallStripe stripe = Of(number);
        long seen = Volatile.Read(ref stripe.Cell);
        if (Volatile.Read(ref gate) != permit
            || !CallCell.AreOfOneEra(seen, permit)
            || CallCell.IsFilling(seen)
            || Interlocked.CompareExchange(ref stripe.Cell, seen + amount, seen) != seen)
            return false;
        if (stripe.LastAt != now)
            stripe.LastAt = now;
        return true;
    }

    /// <summary>Two have met: each looks for a stripe of its own from now on.</summary>
    // An odd step reaches every stripe in turn; the thread's number makes two that collided part ways.
    public static void Move(ref uint number) => number += ((uint)Environment.CurrentManagedThreadId * 2) + 1;

    /// <summary>When the last success ended.</summary>
    public long LastAt()
    {
        long last = long.MinValue;
        foreach (CallStripe stripe in All)
            last = Math.Max(last, Volatile.Read(ref stripe.LastAt));
        return last;
    }

    /// <summary>Doubles the stripes unless there are enough.</summary>
    public void Grow_NeedsLock()
    {
        int length = _stripes.Length;
        if (length >= _most)
            return;
        var grown = new CallStripe[length * 2];
        _stripes.CopyTo(grown, 0);
        for (int i = length; i < grown.Length; i++)
            grown[i] = new CallStripe { Cell = CallCell.Empty(_stripes[0].Cell) };
        Volatile.Write(ref _stripes, grown);
    }

    /// <summary>Adds to a cell. With the lock nobody begins a new era, so it is of the present one.</summary>
    public void Add_NeedsLock(uint number, long amount) => Interlocked.Add(ref Of(number).Cell, amount);

    /// <summary>Whether a cell should be begun anew.</summary>
    public bool IsFilling_NeedsLock(uint number) => CallCell.IsFilling(Volatile.Read(ref Of(number).Cell));

    /// <summary>Takes the successes out of the cells.</summary>
    public long TakeSuccesses_NeedsLock()
    {
        long successes = 0;
        foreach (CallStripe stripe in _stripes)
        {
            long seen;
            do
                seen = Volatile.Read(ref stripe.Cell);
            while (Interlocked.CompareExchange(ref stripe.Cell, CallCell.WithoutSuccesses(seen), seen) != seen);
            successes += CallCell.SuccessesOf(seen);
        }

        return successes;
    }

    /// <summary>Takes everything out of the cells, which are of the era of the gate from here on.</summary>
    public long BeginEra_NeedsLock(long gate, out long running)
    {
        long successes = 0;
        running = 0;
        foreach (CallStripe stripe in _stripes)
        {
            long seen = Interlocked.Exchange(ref stripe.Cell, CallCell.Empty(gate));
            successes += CallCell.SuccessesOf(seen);
            running += CallCell.RunningOf(seen);
        }

        return successes;
    }
}
