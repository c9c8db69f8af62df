namespace Resilience.Pipelines;

/// <summary>
/// What is around an execution, as a shape: for one that is the whole, the compiler knows the answers, and asks nothing.
/// </summary>
internal interface ISurroundings
{
    /// <summary>The token of whoever called the whole pipeline; not read unless the execution is of an inner part.</summary>
    CancellationToken Caller { get; }

    /// <summary>The deadline around, on the pipeline's timeline.</summary>
    long Due { get; }

    /// <summary>The number of the first attempt.</summary>
    int Attempt { get; }
}
