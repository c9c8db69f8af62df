namespace Resilience.Timing;

/// <summary>Fires the deadlines of all armed cells of one clock.</summary>
internal abstract class Sweeper
{
    /// <summary>
    /// Whether the sweeper looks again and again while anything is armed, and so can see callers' tokens too. Another clock may stand
    /// still.
    /// </summary>
    public abstract bool Polls { get; }

    /// <summary>Called by the owner of a cell just after it was armed, if the sweeper may have to look earlier than it meant to.</summary>
    /// <param name="due">The cell's deadline.</param>
    public abstract void Armed(long due);
}
