using Resilience.Timing;

namespace Resilience.Pipelines;

/// <summary>What is around an execution that is the whole: nothing.</summary>
internal readonly struct NoSurroundings : ISurroundings
{
    public CancellationToken Caller => default;

    public long Due => Timeline.Never;

    public int Attempt => 1;
}
