namespace Resilience.Bulkheads;

/// <summary>Where a thread of <see cref="HandOverModel"/> is.</summary>
internal enum HandOverStep
{
    /// <summary>Comes, and takes the short way or the long one. What it reads before is a hint only: either way must be right.</summary>
    Come,

    /// <summary>Has added one, and is going to compare.</summary>
    Compare,
    Undo,
    LookAfterUndo,

    /// <summary>Waits for the lock to take a permit or a place in the queue.</summary>
    Join,
    Close,

    /// <summary>Holds the lock and gives what is free to those who wait, one after the other.</summary>
    HandOver,

    /// <summary>Waits for its permit.</summary>
    Wait,
    Inside,
    LookAfterReturn,

    /// <summary>Waits for the lock to hand over.</summary>
    LockToHandOver,

    /// <summary>Waits for the lock to change the limit.</summary>
    Resize,
    Done,
}
