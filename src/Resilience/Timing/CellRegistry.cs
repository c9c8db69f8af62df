namespace Resilience.Timing;

/// <summary>Every deadline cell that may be armed. Changes are rare: a frame is made or dropped.</summary>
internal sealed class CellRegistry
{
    private readonly Lock _lock = new();
    private DeadlineCell?[] _cells = new DeadlineCell?[64];
    private int _count;

    /// <summary>The one registry of the process: frames serve any pipeline, so they are watched in one place.</summary>
    public static CellRegistry Shared { get; } = new();

    /// <summary>How many cells are watched.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Starts watching a cell.</summary>
    public void Add(DeadlineCell cell)
    {
        lock (_lock)
        {
            if (_count == _cells.Length)
                Array.Resize(ref _cells, _count * 2);
            cell.Index = _count;
            _cells[_count++] = cell;
        }
    }

    /// <summary>Stops watching a cell, which must not be armed: the last one takes its place.</summary>
    public void Remove(DeadlineCell cell)
    {
        lock (_lock)
        {
            DeadlineCell last = _cells[--_count]!;
            last.Index = cell.Index;
            _cells[cell.Index] = last;
            _cells[_count] = null;
        }
    }

    /// <summary>Sweeps every cell on one timeline and returns the earliest deadline still ahead.</summary>
    public long Sweep(Timeline timeline, long now)
    {
        // Held during the scan, so that no cell moves behind it. Only the making of a frame ever waits for it.
        lock (_lock)
        {
            long earliest = Timeline.Never;
            for (int i = 0; i < _count; i++)
                earliest = Math.Min(earliest, _cells[i]!.Sweep(timeline, now));
            return earliest;
        }
    }
}
