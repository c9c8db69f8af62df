namespace Resilience.RateLimiting;

/// <summary>What is promised for one later segment of a sliding window.</summary>
internal sealed class Segment(long index)
{
    private Segment? _movedTo;

    /// <summary>The segment's place in time.</summary>
    public long Index { get; } = index;

    /// <summary>The permits that were promised for it; not kept up any more once its time has come.</summary>
    public long Count { get; set; }

    /// <summary>The segment that has them now, if the window was changed.</summary>
    public Segment Present
    {
        get
        {
            Segment present = this;
            while (present._movedTo is { } next)
                present = next;
            return present;
        }
    }

    /// <summary>Notes where the permits went when the window was changed.</summary>
    public void MoveTo(Segment other) => _movedTo = other;
}
