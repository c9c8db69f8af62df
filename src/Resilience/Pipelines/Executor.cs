using System.Runtime.CompilerServices;
using Resilience.Pipelines.Calls;
using Resilience.Timing;

namespace Resilience.Pipelines;

/// <summary>
/// Runs executions: one frame, all strategies in, the user's callback, all strategies out. While everything succeeds synchronously this is
/// one method without state machine and without allocation; a callback that goes on asynchronously adds one state machine for the whole
/// pipeline; everything else is <see cref="RecoverAsync"/>.
/// </summary>
internal static partial class Executor<TCall, TRaw, T, TDoor, TReturn>
    where TCall : struct, ICall<TRaw, T>
    where TDoor : struct, IDoor<T, TReturn>
{
    /// <summary>Runs a call through a pipeline. Never throws: failures, misuse included, are in the task.</summary>
    /// <param name="core">The inside of the pipeline, read once.</param>
    /// <param name="call">The callback.</param>
    /// <param name="caller">The caller's token.</param>
    /// <param name="outerDue">The deadline of a pipeline around this one, on the same timeline.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask<TReturn> Run(PipelineCore core, TCall call, CancellationToken caller, long outerDue = Timeline.Never) =>
        core.Middleware is null ? RunLayers(core, call, caller, outerDue) : RunMiddleware(core, call, caller, outerDue);

    /// <summary>The same for the strategies of this core alone, without its middleware.</summary>
    public static ValueTask<TReturn> RunLayers(PipelineCore core, TCall call, CancellationToken caller, long outerDue)
    {
        if (caller.IsCancellationRequested)
            return TDoor.ReturnTask(Outcome.Cancelled<T>(caller));

        long started = core.Telemetry.Measures ? core.TimeProvider.GetTimestamp() : 0;
        ExecutionFrame? frame = null;
        CancellationToken token = caller;
        if (core.NeedsFrame || call.Context is not null)
        {
            frame = Begin(core, call, caller, outerDue, started);
            frame.BeginEntry(0);
            EntryVerdict verdict = Entry.TryPass(frame, 0, out int stoppedAt);
            if (verdict != EntryVerdict.Proceed)
                return Finish(frame, call, RecoverAsync(frame, call, new(frame, verdict, stoppedAt)));

            token = frame.StartAttempt();
            call.AttemptStarts(frame, token);
        }

        ValueTask<TRaw> pending;
        try
        {
            pending = core.Abandoning.Length == 0 ? call.Invoke(token) : Abandonment<TCall, TRaw, T>.InvokeAsync(frame!, call, token);
        }
        catch (Exception exception)
        {
            frame ??= BeginLate(core, call, caller, outerDue, started);
            frame.SettleAttempt(wasAsynchronous: false);
            return Finish(frame, call, RecoverAsync(frame, call, new(exception)));
        }

        if (!pending.IsCompletedSuccessfully)
            return AwaitAsync(frame ?? BeginLate(core, call, caller, outerDue, started), call, pending);

        TRaw raw = pending.Result;
        frame?.SettleAttempt(wasAsynchronous: false);
        if (!TryAccept(core, raw, out T result, out Attempted<T> attempted))
        {
            frame ??= BeginLate(core, call, caller, outerDue, started);
            return Finish(frame, call, RecoverAsync(frame, call, attempted));
        }

        if (frame is not null)
            EndWithSuccess(frame, call);
        else if (started != 0)
            ReportSuccess(core, started, null);
        return new(TDoor.Success(result));
    }

    /// <summary>Awaits a callback that went on asynchronously. What it needs is in the frame, so that its state machine stays small.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<TReturn> AwaitAsync(ExecutionFrame frame, TCall call, ValueTask<TRaw> pending)
    {
        Attempted<T> attempted;
        try
        {
            frame.WatchCaller();
            TRaw raw = await pending.ConfigureAwait(false);
            frame.SettleAttempt(wasAsynchronous: true);
            if (TryAccept(frame.Core, raw, out T result, out attempted))
            {
                EndWithSuccess(frame, call);
                return TDoor.Success(result);
            }
        }
        catch (Exception exception)
        {
            frame.SettleAttempt(wasAsynchronous: true);
            attempted = new(exception);
        }

        Outcome<T> outcome = await RecoverAsync(frame, call, attempted).ConfigureAwait(false);
        End(frame, call);
        return TDoor.Return(outcome);
    }

    private static ValueTask<TReturn> Finish(ExecutionFrame frame, TCall call, ValueTask<Outcome<T>> recovering)
    {
        if (!recovering.IsCompletedSuccessfully)
            return FinishAsync(frame, call, recovering);
        Outcome<T> outcome = recovering.Result;
        End(frame, call);
        return TDoor.ReturnTask(outcome);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<TReturn> FinishAsync(ExecutionFrame frame, TCall call, ValueTask<Outcome<T>> recovering)
    {
        Outcome<T> outcome = await recovering.ConfigureAwait(false);
        End(frame, call);
        return TDoor.Return(outcome);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ExecutionFrame Begin(PipelineCore core, TCall call, CancellationToken caller, long outerDue, long started)
    {
        call.Context?.Begin(core.IsInner);
        ExecutionFrame frame = FramePool.Rent();
        frame.Begin(core, call.Context, outerDue, caller);
        frame.Started = started;
        return frame;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void End(ExecutionFrame frame, TCall call)
    {
        FramePool.Return(frame);
        call.Context?.End();
    }

    /// <summary>Begins with the first thing that goes wrong, where success would have needed no frame.</summary>
    private static ExecutionFrame BeginLate(PipelineCore core, TCall call, CancellationToken caller, long outerDue, long started)
    {
        ExecutionFrame frame = Begin(core, call, caller, outerDue, started);
        frame.BeginWithoutDeadline();
        return frame;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EndWithSuccess(ExecutionFrame frame, TCall call)
    {
        PipelineCore core = frame.Core;
        if (core.Leaving.Length > 0)
            Entry.LeaveAll(frame);
        if (frame.Started != 0)
            ReportSuccess(core, frame.Started, frame.ContextOrNull);
        End(frame, call);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReportSuccess(PipelineCore core, long started, ResilienceContext? context)
    {
        TimeSpan duration = core.TimeProvider.GetElapsedTime(started);
        core.Telemetry.AttemptEnded(duration, null);
        core.Telemetry.ExecutionEnded(duration, OutcomeStatus.Success, null, 1, context?.OperationKey);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ValueTask<TReturn> RunMiddleware(PipelineCore core, TCall call, CancellationToken caller, long outerDue)
    {
        var tail = new Tail<TCall, TRaw, T>(core.Inner!, call);
        var wrapped = new MiddlewareCall<T>(core.Middleware!, tail, call.Context, call.State);
        return Executor<MiddlewareCall<T>, Outcome<T>, T, TDoor, TReturn>.RunLayers(core, wrapped, caller, outerDue);
    }
}
