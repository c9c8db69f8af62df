using System.Runtime.InteropServices;

namespace Resilience.Pipelines;

/// <summary>
/// What is around an execution. The token that a part of a pipeline is run with is cancelled for several reasons, and cannot say which:
/// so a part that something else runs is told who called the whole, and when that must have ended.
/// </summary>
/// <param name="caller">The token of whoever called the whole pipeline; not read unless the execution is of an inner part.</param>
/// <param name="due">The deadline around, on the pipeline's timeline.</param>
/// <param name="attempt">The number of the first attempt.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Surroundings(CancellationToken caller, long due, int attempt = 1) : ISurroundings
{
    public CancellationToken Caller { get; } = caller;

    public long Due { get; } = due;

    public int Attempt { get; } = attempt;
}
