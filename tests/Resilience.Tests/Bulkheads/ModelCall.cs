namespace Resilience.Bulkheads;

/// <summary>A call of <see cref="BulkheadModel"/>.</summary>
internal sealed class ModelCall
{
    public required int Level { get; init; }

    /// <summary>When it gives up, in milliseconds.</summary>
    public required long Due { get; init; }

    public WaitAnswer Answer { get; set; }
}
