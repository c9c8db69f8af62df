using Resilience.Pipelines.Calls;

namespace Resilience.Pipelines;

/// <summary>
/// The wrapped part of a pipeline as an object: at a middleware the form of the call is forgotten, and only its result type kept.
/// </summary>
internal sealed class Tail<TCall, TRaw, T>(PipelineCore core, TCall call, CancellationToken caller, long outerDue)
    : ResilienceNext<T>(call.Context, caller), IDeadlineReceiver
    where TCall : struct, ICall<TRaw, T>
{
    // Attempts tell theirs; but a part without a frame has none to tell of, and hands on the deadline around it.
    private long _outerDue = outerDue;

    internal override bool IsSynchronous => TCall.IsSynchronous;

    public void ReceiveDeadline(long due) => _outerDue = due;

    public override ValueTask<Outcome<T>> InvokeAsync(CancellationToken cancellationToken) =>
        Executor<TCall, TRaw, T, OutcomeDoor<T>, Outcome<T>>.Run(core, call, cancellationToken, _outerDue);
}
