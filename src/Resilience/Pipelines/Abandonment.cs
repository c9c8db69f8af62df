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
    /// <summary>Starts the callback in this way; for pipelines with a strategy that wants it so.</summary>
    public static async ValueTask<TRaw> InvokeAsync(ExecutionFrame frame, TCall call, CancellationToken token)
    {
        long due = Timeline.Never;
        foreach (ResilienceStrategy strategy in frame.Core.Abandoning)
            due = Math.Min(due, frame.DueOf(strategy.Index));

        Task<TRaw> work = Task.Run(async () => await call.Invoke(token).ConfigureAwait(false), CancellationToken.None);
        await EndedOrDueAsync(work, frame, due).ConfigureAwait(false);
        // Asked once: work that ends while the decision is made has its outcome received like any other.
        if (work.IsCompleted)
        {
            TRaw raw = await work.ConfigureAwait(false);
            TCall.Received(call);
            return raw;
        }

        LeaveBehind(work, frame);
        if (frame.CallerToken.IsCancellationRequested)
        {
            // An attempt that ends before anything watches the caller: the work learns of it here, and keeps the source that says so.
            if (frame.Cell.Due != Timeline.Never)
                _ = frame.Cell.Source!.CancelAsync();
            throw new OperationCanceledException(frame.CallerToken);
        }

        frame.Cell.Fire();
        throw new OperationCanceledException(token);
    }

    /// <summary>Waits until the work has ended, the deadline has passed or the caller has cancelled; never throws.</summary>
    private static async Task EndedOrDueAsync(Task work, ExecutionFrame frame, long due)
    {
        // Timers may fire up to a tick early, and wait for 49.7 days at most: the clock decides, not they.
        while (!work.IsCompleted && !frame.CallerToken.IsCancellationRequested)
        {
            TimeSpan limit = Timeout.InfiniteTimeSpan;
            if (due != Timeline.Never)
            {
                TimeSpan left = frame.Core.Timeline.Until(due);
                if (left <= TimeSpan.Zero)
                    return;
                limit = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(left.TotalMilliseconds, Require.LongestWait.TotalMilliseconds)));
            }

            await work.WaitAsync(limit, frame.TimeProvider, frame.CallerToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void LeaveBehind(Task<TRaw> work, ExecutionFrame frame)
    {
        for (PipelineCore? around = frame.Core; around is not null; around = around.Outer)
        {
            foreach (ResilienceStrategy strategy in around.Layers)
            {
                try
                {
                    strategy.LeftBehind(around == frame.Core ? frame : null, work);
                }
                catch (Exception exception)
                {
                    frame.PublishFault(strategy, exception);
                }
            }
        }

        _ = EndAsync(work, frame.Core.Telemetry);
    }

    private static async Task EndAsync(Task<TRaw> work, PipelineTelemetry telemetry)
    {
        string? code = null;
        Exception? exception = null;
        try
        {
            TCall.ToOutcome(await work.ConfigureAwait(false), out Outcome<T> late);
            code = late.Code;
            exception = late.Exception;
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
