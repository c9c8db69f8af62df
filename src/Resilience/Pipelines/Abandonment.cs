using Resilience.Pipelines.Calls;
using Resilience.Telemetry;
using Resilience.Timing;

namespace Resilience.Pipelines;

/// <summary>
/// Runs callbacks that may be left behind: on the pool, so that a callback which never yields cannot keep its caller, and awaited no
/// longer than until the deadline or the caller's cancellation.
/// </summary>
internal static class Abandonment<TCall, TRaw, T>
    where TCall : struct, ICall<TRaw, T>
{
    /// <summary>Starts the callback, in this way if a strategy of the pipeline wants it so.</summary>
    public static ValueTask<TRaw> Invoke(ExecutionFrame frame, TCall call, CancellationToken token) =>
        frame.Core.Abandoning.Length == 0 ? call.Invoke(token) : InvokeAsync(frame, call, token);

    private static async ValueTask<TRaw> InvokeAsync(ExecutionFrame frame, TCall call, CancellationToken token)
    {
        long due = Timeline.Never;
        foreach (ResilienceStrategy strategy in frame.Core.Abandoning)
            due = Math.Min(due, frame.DueOf(strategy.Index));

        Task<TRaw> work = Task.Run(async () => await call.Invoke(token).ConfigureAwait(false), CancellationToken.None);
        TimeSpan limit = due == Timeline.Never ? Timeout.InfiniteTimeSpan : Positive(frame.Core.Timeline.Until(due));
        try
        {
            return await work.WaitAsync(limit, frame.TimeProvider, frame.CallerToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!work.IsCompleted)
        {
            frame.Cell.Fire();
            LeaveBehind(work, frame.Core.Telemetry);
            throw new OperationCanceledException(token);
        }
        catch (OperationCanceledException) when (!work.IsCompleted)
        {
            LeaveBehind(work, frame.Core.Telemetry);
            throw;
        }
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private static void LeaveBehind(Task<TRaw> work, PipelineTelemetry telemetry) => _ = EndAsync(work, telemetry);

    private static async Task EndAsync(Task<TRaw> work, PipelineTelemetry telemetry)
    {
        string? code = null;
        Exception? exception = null;
        try
        {
            TCall.ToOutcome(await work.ConfigureAwait(false), out Outcome<T> late);
            await Discarding.DisposeAsync(late).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            exception = fault;
            code = fault is OperationCanceledException ? ErrorCodes.Cancelled : ErrorCodes.Unknown;
        }

        telemetry.Publish(new(ResilienceEventKind.AbandonedWorkEnded, telemetry.PipelineName) { Code = code, Exception = exception });
    }
}
