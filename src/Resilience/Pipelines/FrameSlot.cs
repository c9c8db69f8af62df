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

    /// <summary>The deadline that the strategy set in this attempt; of free use for one that sets none.</summary>
    internal long Due { get; set; }
}
