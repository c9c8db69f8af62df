namespace Resilience.Timing;

/// <summary>Fires the deadlines of all armed cells of one clock.</summary>
internal abstract class Sweeper
{
    /// <summary>Whether callers' tokens are polled while attempts run synchronously.</summary>
    public abstract bool Polls { get; }

    /// <summary>Called by the owner of a cell just after it was armed: costs one read while the sweeper is awake.</summary>
    /// <param name="due">The cell's deadline.</param>
    /// <param name="urgent">Whether the deadline may come before the sweeper's next look.</param>
    public abstract void Armed(long due, bool urgent);
}
