namespace Resilience;

public abstract partial class RateLimit
{
    /// <summary>Whether all permits are there, nobody waits for one, and nothing is held back: as in a new limit.</summary>
    internal bool IsFull
    {
        get
        {
            lock (Gate)
                return State.Look_NeedsLock().Available == State.Most && Volatile.Read(ref _waiting) == 0 && DrainedFor() is null;
        }
    }
}
