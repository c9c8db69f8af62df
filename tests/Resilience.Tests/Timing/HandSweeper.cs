namespace Resilience.Timing;

/// <summary>A sweeper that only counts: the test sweeps by hand.</summary>
internal sealed class HandSweeper(bool polls) : Sweeper
{
    private int _armed;

    public override bool Polls => polls;

    /// <summary>How many cells were armed.</summary>
    public int ArmedCount => Volatile.Read(ref _armed);

    /// <summary>The deadline that was armed last.</summary>
    public long LastDue { get; private set; }

    /// <summary>A timeline that this sweeper watches, in units of 100 ns.</summary>
    public Timeline Timeline() => Timing.Timeline.Foreign(TimeProvider.System, this);

    public override void Armed(long due)
    {
        LastDue = due;
        Interlocked.Increment(ref _armed);
    }
}
