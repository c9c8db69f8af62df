namespace Resilience.Bulkheads;

/// <summary>What a thread of <see cref="HandOverModel"/> is.</summary>
internal enum HandOverCall
{
    /// <summary>A call that waits until it has its permit.</summary>
    Waits,

    /// <summary>A call that may give up while it waits.</summary>
    MayGiveUp,

    /// <summary>A call that is refused if it finds no permit.</summary>
    DoesNotWait,

    /// <summary>Sets the limit to one.</summary>
    Shrinks,

    /// <summary>Sets the limit to two.</summary>
    Grows,
}
