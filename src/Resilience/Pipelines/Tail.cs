using Resilience.Pipelines.Calls;

namespace Resilience.Pipelines;

/// <summary>
/// The wrapped part of a pipeline as an object: at a middleware the form of the call is forgotten, and only its result type kept.
/// </summary>
internal sealed class Tail<TCall, TRaw, T>(PipelineCore core, TCall call, in Surroundings around)
    : ResilienceNext<T>(call.Context, around.Caller), IDeadlineReceiver
    where TCall : struct, ICall<TRaw, T>
{
    private readonly CancellationToken _caller = around.Caller;

    // Attempts tell theirs; but a part without a frame has none to tell of, and hands on the deadline around it.
    private long _outerDue = around.Due;

    internal override bool IsSynchronous => TCall.IsSynchronous;

    public void ReceiveDeadline(long due) => _outerDue = due;

    public override ValueTask<Outcome<T>> InvokeAsync(CancellationToken cancellationToken) =>
        Executor<TCall, TRaw, T, OutcomeDoor<T>, Outcome<T>>.RunInner(core, call, cancellationToken, new(_caller, _outerDue));
}
