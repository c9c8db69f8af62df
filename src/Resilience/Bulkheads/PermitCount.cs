using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Resilience.Bulkheads;

/// <summary>
/// The permits of a bulkhead as one number on a cache line of its own: how many are in use, and how many were given back. Beside it is the
/// number from which on a call may not simply take one.
/// </summary>
/// <remarks>
/// To take is one addition, which is undone if the number turns out too large. Two calls that race for the last permit can therefore both
/// see it gone while the one that lost undoes its addition: for these nanoseconds a third may be refused although there is room. There are
/// never too many. Whoever makes room must look whether somebody waits, and that includes whoever undoes.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 192)]
internal struct PermitCount
{
    private const int Shift = 36;
    private const long One = 1L << Shift;
    private const long Given = One - 1;
    private const long Closed = 0;

    /// <summary>How many permits given back are counted elsewhere at a time.</summary>
    public const long Fold = 1L << (Shift - 1);

    [FieldOffset(64)]
    private long _word;

    [FieldOffset(72)]
    private long _open;

    /// <summary>A count that goes on from a number of permits given back.</summary>
    public PermitCount(long returned) => _word = returned;

    /// <summary>How many permits are in use; for a moment one more for each call that is being refused.</summary>
    public int InUse => (int)(Volatile.Read(ref _word) >> Shift);

    /// <summary>Whether a call may try to take a permit without asking anybody.</summary>
    public bool IsOpen
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Volatile.Read(ref _word) + One < Volatile.Read(ref _open);
    }

    /// <summary>Takes a permit. If there was none to take, <see cref="Undo"/> must follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake() => Interlocked.Add(ref _word, One) < Volatile.Read(ref _open);

    /// <summary>Takes a permit unless <paramref name="limit"/> are in use, whatever <see cref="IsOpen"/> says.</summary>
    /// <returns>How many are in use then; zero if none was taken.</returns>
    public int Take(int limit)
    {
        long word = Volatile.Read(ref _word);
        while (word >> Shift < limit)
        {
            long before = Interlocked.CompareExchange(ref _word, word + One, word);
            if (before == word)
                return (int)(word >> Shift) + 1;
            word = before;
        }

        return 0;
    }

    /// <summary>Takes a permit that may not be there.</summary>
    /// <returns>How many are in use then.</returns>
    public int Take() => (int)(Interlocked.Add(ref _word, One) >> Shift);

    /// <summary>Takes back what <see cref="TryTake"/> did in vain.</summary>
    /// <returns>Whether somebody may be waiting for the permit.</returns>
    public bool Undo()
    {
        Interlocked.Add(ref _word, -One);
        return Volatile.Read(ref _open) == Closed;
    }

    /// <summary>Gives a permit back.</summary>
    /// <returns>Whether there is more to do: somebody may be waiting, or the count of permits given back is to be kept elsewhere.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Return()
    {
        long word = Interlocked.Add(ref _word, -Given);
        return Volatile.Read(ref _open) == Closed || (word & Fold) != 0;
    }

    /// <summary>From now on whoever makes room is told to look for those who wait. What is read afterwards is read afterwards.</summary>
    public void Close() => Interlocked.Exchange(ref _open, Closed);

    /// <summary>From now on calls may take permits while no more than <paramref name="most"/> are in use.</summary>
    public void Open(int most) => Volatile.Write(ref _open, (most + 1L) << Shift);

    /// <summary>Makes the count of permits given back smaller if it has become large. One thread at a time.</summary>
    /// <returns>By how many, to be counted elsewhere.</returns>
    public long TakeReturned()
    {
        if ((Volatile.Read(ref _word) & Fold) == 0)
            return 0;
        Interlocked.Add(ref _word, -Fold);
        return Fold;
    }

    /// <summary>The permits in use, and those given back since the last fold.</summary>
    public (int InUse, long Returned) Read()
    {
        long word = Volatile.Read(ref _word);
        return ((int)(word >> Shift), word & Given);
    }
}
