using System.Diagnostics.CodeAnalysis;

namespace Resilience.Pipelines;

/// <summary>What one strategy remembers of one execution. The engine gives it meaning only where it says so.</summary>
[Experimental(ExperimentalIds.StrategyContract)]
public struct FrameSlot
{
    /// <summary>Written when the strategy is entered; not cleared before.</summary>
    public long Entry { get; set; }

    /// <summary>Zero when the strategy sees its first failure in an execution, or in an attempt of a strategy outside it.</summary>
    public long Memory { get; set; }

    /// <summary>Zero when the strategy sees its first failure in an execution, or in an attempt of a strategy outside it.</summary>
    public int Count { get; set; }

    /// <summary>
    /// What the strategy holds while an attempt is inside, such as a lease. Written when it is entered, and to be set to null when it is
    /// left: frames are used again, and would keep it alive. Null when an execution begins, if every strategy keeps to this.
    /// </summary>
    public object? Item { get; set; }

    /// <summary>The deadline that the strategy set in this attempt; of free use for one that sets none.</summary>
    internal long Due { get; set; }
}
