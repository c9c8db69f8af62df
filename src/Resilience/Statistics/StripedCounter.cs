using System.Numerics;
using System.Runtime.CompilerServices;

namespace Resilience.Statistics;

/// <summary>
/// A counter that many threads increment. It begins with one cell and doubles them, up to the number of processors, each time two
/// threads collide, so a counter that nobody fights over stays small. The sum is exact when nobody is writing.
/// </summary>
internal sealed class StripedCounter
{
    private static readonly int _maxCells = (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount);

    // Which cell this thread uses, in every counter; changed when it collides.
    [ThreadStatic]
    private static uint _probe;

    // A cell is never replaced: growing copies the references, and an increment that is under way lands in a cell that is still summed.
    private StripedCell[] _cells = [new StripedCell()];

    /// <summary>The number of cells; a power of two.</summary>
    public int CellCount => Volatile.Read(ref _cells).Length;

    /// <summary>Adds one, for callers who know better than the thread where to count.</summary>
    /// <param name="probe">Which cell to use, of however many; changed when two callers collide.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Increment(ref uint probe)
    {
        StripedCell[] cells = Volatile.Read(ref _cells);
        StripedCell cell = cells[probe & (uint)(cells.Length - 1)];
        long value = Volatile.Read(ref cell.Value);
        if (Interlocked.CompareExchange(ref cell.Value, value + 1, value) != value)
            IncrementContended(cells, ref probe);
    }

    /// <summary>Adds one. Returns the new value of the cell that was used, not the sum: enough to do something every n-th time.</summary>
    public long Increment()
    {
        StripedCell[] cells = Volatile.Read(ref _cells);
        StripedCell cell = cells[_probe & (uint)(cells.Length - 1)];
        long value = Volatile.Read(ref cell.Value);
        return Interlocked.CompareExchange(ref cell.Value, value + 1, value) == value ? value + 1 : IncrementContended(cells, ref _probe);
    }

    /// <summary>The sum of all increments.</summary>
    public long Sum()
    {
        long sum = 0;
        foreach (StripedCell cell in Volatile.Read(ref _cells))
        {
            sum += Volatile.Read(ref cell.Value);
        }

        return sum;
    }

    private long IncrementContended(StripedCell[] cells, ref uint probe)
    {
        if (cells.Length < _maxCells)
        {
            Grow(cells);
        }

        // An odd step reaches every cell in turn; the thread's number makes two threads that collided part ways.
        probe += (uint)Environment.CurrentManagedThreadId * 2 + 1;
        cells = Volatile.Read(ref _cells);
        return Interlocked.Increment(ref cells[probe & (uint)(cells.Length - 1)].Value);
    }

    private void Grow(StripedCell[] cells)
    {
        StripedCell[] grown = new StripedCell[cells.Length * 2];
        cells.CopyTo(grown, 0);
        for (int i = cells.Length; i < grown.Length; i++)
        {
            grown[i] = new StripedCell();
        }

        Interlocked.CompareExchange(ref _cells, grown, cells); // lost: somebody else has grown it
    }
}
