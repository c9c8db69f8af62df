using Resilience.Pipelines.Calls;
using Resilience.Timing;

namespace Resilience.Pipelines;

/// <summary>
/// The wrapped part of a pipeline as an object: at a middleware the form of the call is forgotten, and only its result type kept.
/// </summary>
internal sealed class Tail<TCall, TRaw, T>(PipelineCore core, TCall call) : ResilienceNext<T>(call.Context), IDeadlineReceiver
    where TCall : struct, ICall<TRaw, T>
{
    private long _outerDue = Timeline.Never;

    public void ReceiveDeadline(long due) => _outerDue = due;

    public override ValueTask<Outcome<T>> InvokeAsync(CancellationToken cancellationToken) =>
        Executor<TCall, TRaw, T, OutcomeDoor<T>, Outcome<T>>.Run(core, call, cancellationToken, _outerDue);
}
