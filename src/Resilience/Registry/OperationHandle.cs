using Resilience.Pipelines;

namespace Resilience.Registry;

/// <summary>A pipeline of an operation, which stays the same object whatever happens to its inside.</summary>
internal abstract class OperationHandle
{
    /// <summary>The inside.</summary>
    public abstract PipelineCore Core { get; set; }

    /// <summary>What tells the handles of an operation apart: the type of the results, or that of nothing.</summary>
    public abstract Type Key { get; }

    /// <summary>Makes another inside.</summary>
    public abstract PipelineCore Build(Generation generation);
}
