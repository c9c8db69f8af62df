using System.Runtime.CompilerServices;
using Resilience.Pipelines.Calls;
using Resilience.Pipelines.Races;
using Resilience.Timing;

namespace Resilience.Pipelines;

/// <summary>
/// Runs executions: one frame, all strategies in, the user's callback, all strategies out. While everything succeeds synchronously this is
/// one method without state machine and without allocation; a callback that goes on asynchronously adds one state machine for the whole
/// pipeline; whatever is not a success at once is a <see cref="Recovery{TCall, TRaw, T}"/>.
/// </summary>
internal static class Executor<TCall, TRaw, T, TDoor, TReturn>
    where TCall : struct, ICall<TRaw, T>
    where TDoor : struct, IDoor<T, TReturn>
{
    // The callback has been reached.
    private const int Entered = -1;

    /// <summary>Runs a call through a pipeline. Never throws: failures, and misuse of a context, are in the task.</summary>
    /// <param name="core">The inside of the pipeline, read once.</param>
    /// <param name="call">The callback.</param>
    /// <param name="caller">The caller's token.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ValueTask<TReturn> Run(PipelineCore core, TCall call, CancellationToken caller) =>
        core.Inner is null
            ? RunLayers(core, call, caller, default(NoSurroundings))
            : RunParts(core, call, caller, new(caller, Timeline.Never));

    /// <summary>The same for a part of a pipeline that something around it runs.</summary>
    /// <param name="core">The part.</param>
    /// <param name="call">The callback.</param>
    /// <param name="token">What cancels the part.</param>
    /// <param name="around">What the token cannot say.</param>
    public static ValueTask<TReturn> RunInner(PipelineCore core, TCall call, CancellationToken token, in Surroundings around) =>
        core.Inner is null ? RunLayers(core, call, token, around) : RunParts(core, call, token, around);

    /// <summary>The same for the strategies of this core alone, without what is inside of them.</summary>
    public static ValueTask<TReturn> RunLayers<TAround>(PipelineCore core, TCall call, CancellationToken caller, in TAround around)
        where TAround : struct, ISurroundings
    {
        // Slow paths are methods of their own: what this one declares, every call must clear.
        if (caller.IsCancellationRequested)
            return Cancelled(caller, around);

        long started = core.Telemetry.Measures ? core.TimeProvider.GetTimestamp() : 0;
        // Calls without a context do not ask: for them it is a constant.
        if (call.Context is not null && !call.Context.TryBegin(core.IsInner))
            return ContextInUse();
        ExecutionFrame? frame = null;
        int entering = Entered;
        TRaw raw;
        try
        {
            CancellationToken token = caller;
            if (core.NeedsFrame || call.Context is not null)
            {
                frame = Begin(core, call, caller, around, started);
                frame.BeginEntry(0);
                foreach (ResilienceStrategy strategy in core.Entering)
                {
                    entering = strategy.Index;
                    EntryVerdict verdict = strategy.Enter(frame);
                    if (verdict != EntryVerdict.Proceed)
                        return RecoverEntry(frame, call, verdict, entering);
                }

                entering = Entered;
                token = frame.StartAttempt();
                call.AttemptStarts(frame, token);
            }

            if (core.Abandoning.Length > 0)
                return GoOn(frame!, call, Abandonment<TCall, TRaw, T>.InvokeAsync(frame!, call, token));
            ValueTask<TRaw> pending = call.Invoke(token);
            // Even these questions throw if the task is one that was awaited before.
            if (!pending.IsCompletedSuccessfully)
                return GoOn(frame ?? BeginLate(core, call, caller, around, started), call, TCall.GoOnAsync(call, pending));
            raw = pending.Result;
            if (TCall.Races && !TCall.IsOver(call, raw))
                return GoOnRacing(frame!, call, raw);
        }
        catch (Exception exception) when (frame is not null || !core.NeedsFrame)
        {
            return RecoverException(frame ?? BeginLate(core, call, caller, around, started), call, exception, entering);
        }

        frame?.SettleAttempt(wasAsynchronous: false);
        Unsafe.SkipInit(out Judgement judgement);
        if (!Accepts(core, raw, out T result, out judgement))
            return RecoverReturned(frame ?? BeginLate(core, call, caller, around, started), call, raw, judgement);

        if (frame is not null)
            EndWithSuccess(frame, core, call, isHere: true);
        else if (started != 0)
            ReportSuccess(core, started, null);
        return new(TDoor.Success(result));
    }

    /// <summary>The first attempt of a race has completed at once, but it must be looked at whether it ended well.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ValueTask<TReturn> GoOnRacing(ExecutionFrame frame, TCall call, in TRaw ended)
    {
        if (TCall.TryGoOn(call, ended, out ValueTask<TRaw> race))
            return GoOn(frame, call, race);
        frame.SettleAttempt(wasAsynchronous: false);
        Unsafe.SkipInit(out Judgement judgement);
        if (!Accepts(frame.Core, ended, out T result, out judgement))
            return RecoverReturned(frame, call, ended, judgement);
        EndWithSuccess(frame, frame.Core, call, isHere: true);
        return new(TDoor.Success(result));
    }

    /// <summary>
    /// A callback has not completed at once. A synchronous caller's thread waits for it, so that the engine goes on there.
    /// </summary>
    private static ValueTask<TReturn> GoOn(ExecutionFrame frame, TCall call, ValueTask<TRaw> pending)
    {
        frame.WatchCaller();
        return AwaitAsync(frame, call, TCall.IsSynchronous ? Waiting.OnThisThread(pending) : pending);
    }

    /// <summary>
    /// Awaits a callback that went on asynchronously. What it needs is in the frame, so that its state machine stays small.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<TReturn> AwaitAsync(ExecutionFrame frame, TCall call, ValueTask<TRaw> pending)
    {
        Recovery<TCall, TRaw, T> recovery;
        try
        {
            TRaw raw = await pending.ConfigureAwait(false);
            frame.SettleAttempt(wasAsynchronous: true);
            Unsafe.SkipInit(out Judgement judgement);
            PipelineCore core = frame.Core;
            if (Accepts(core, raw, out T result, out judgement))
            {
                EndWithSuccess(frame, core, call, isHere: false);
                return TDoor.Success(result);
            }

            recovery = new(frame, call);
            recovery.Returned(raw, judgement);
        }
        catch (Exception exception)
        {
            frame.SettleAttempt(wasAsynchronous: true);
            recovery = new(frame, call);
            recovery.Threw(exception);
        }

        Outcome<T> outcome = await RecoverAsync(recovery).ConfigureAwait(false);
        EndRecovery(frame, call);
        return TDoor.Return(outcome);
    }

    /// <summary>Whether what the callback returned is a success for everybody.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Accepts(PipelineCore core, in TRaw raw, out T result, out Judgement judgement)
    {
        Unsafe.SkipInit(out judgement);
        return TCall.TryGetResult(raw, out result) && (core.Judge is null || ((ResultJudge<T>)core.Judge).Accepts(result, out judgement));
    }

    /// <summary>Misuse is no outcome of the call: whoever awaits it is told, whatever the door.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ValueTask<TReturn> ContextInUse() => ValueTask.FromException<TReturn>(new InvalidOperationException(
        "This ResilienceContext is in use by an execution that has not ended. "
        + "Make one for each execution, or wait for the other to end."));

    private static ValueTask<TReturn> Cancelled<TAround>(CancellationToken caller, in TAround around)
        where TAround : struct, ISurroundings =>
        TDoor.ReturnTask(Outcome.Cancelled<T>(around.Caller.IsCancellationRequested ? around.Caller : caller));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ValueTask<TReturn> RecoverEntry(ExecutionFrame frame, TCall call, EntryVerdict verdict, int stoppedAt)
    {
        // Refused by the outermost, with nobody to decide about it and nobody to tell: that needs no recovery.
        if (stoppedAt == 0 && verdict == EntryVerdict.Stop && frame.EntryFault is Rejection refusal && frame.Started == 0
            && !frame.Core.Telemetry.Hears(Telemetry.ResilienceEventKind.Rejected))
        {
            Outcome<T> refused = Outcome.Rejected<T>(refusal, frame.EntryRetryAfter);
            EndRecovery(frame, call);
            return TDoor.ReturnTask(refused);
        }

        var recovery = new Recovery<TCall, TRaw, T>(frame, call);
        return recovery.TakeEntry(verdict, stoppedAt) ? Recover(frame, call, ref recovery) : FinishAsync(frame, call, recovery);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ValueTask<TReturn> RecoverException(ExecutionFrame frame, TCall call, Exception exception, int entering)
    {
        if (entering != Entered)
        {
            frame.Fail(exception);
            return RecoverEntry(frame, call, EntryVerdict.Stop, entering);
        }

        frame.SettleAttempt(wasAsynchronous: false);
        var recovery = new Recovery<TCall, TRaw, T>(frame, call);
        recovery.Threw(exception);
        return Recover(frame, call, ref recovery);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ValueTask<TReturn> RecoverReturned(ExecutionFrame frame, TCall call, in TRaw raw, in Judgement judgement)
    {
        var recovery = new Recovery<TCall, TRaw, T>(frame, call);
        recovery.Returned(raw, judgement);
        return Recover(frame, call, ref recovery);
    }

    private static ValueTask<TReturn> Recover(ExecutionFrame frame, TCall call, ref Recovery<TCall, TRaw, T> recovery)
    {
        if (!recovery.Advance())
            return FinishAsync(frame, call, recovery);
        EndRecovery(frame, call);
        return recovery.Outcome.IsSuccess
            ? new(TDoor.Success(recovery.Outcome.ResultOrDefault!))
            : TDoor.ReturnTask(recovery.Outcome);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<TReturn> FinishAsync(ExecutionFrame frame, TCall call, Recovery<TCall, TRaw, T> recovery)
    {
        Outcome<T> outcome = await AwaitAsync(recovery).ConfigureAwait(false);
        EndRecovery(frame, call);
        return TDoor.Return(outcome);
    }

    private static ValueTask<Outcome<T>> RecoverAsync(Recovery<TCall, TRaw, T> recovery) =>
        recovery.Advance() ? new(recovery.Outcome) : AwaitAsync(recovery);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<Outcome<T>> AwaitAsync(Recovery<TCall, TRaw, T> recovery)
    {
        do
            await recovery.Pending!.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!recovery.Advance());
        return recovery.Outcome;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ExecutionFrame Begin<TAround>(
        PipelineCore core, TCall call, CancellationToken caller, in TAround around, long started)
        where TAround : struct, ISurroundings
    {
        ExecutionFrame frame = FramePool.Rent();
        frame.Begin(core, call.Context, caller, around);
        frame.Started = started;
        return frame;
    }

    /// <summary>Begins with the first thing that goes wrong, where success would have needed no frame.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ExecutionFrame BeginLate<TAround>(
        PipelineCore core, TCall call, CancellationToken caller, in TAround around, long started)
        where TAround : struct, ISurroundings
    {
        ExecutionFrame frame = Begin(core, call, caller, around, started);
        frame.BeginWithoutDeadline();
        return frame;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EndWithSuccess(ExecutionFrame frame, PipelineCore core, TCall call, bool isHere)
    {
        if (core.Leaving.Length > 0)
            Entry.LeaveAll(frame);
        if (frame.Started != 0)
            ReportSuccess(core, frame.Started, frame.ContextOrNull);
        End(frame, call, isHere);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void End(ExecutionFrame frame, TCall call, bool isHere)
    {
        frame.End();
        if (isHere)
            FramePool.ReturnHere(frame);
        else
            FramePool.Return(frame);
        call.Context?.End();
    }

    private static void EndRecovery(ExecutionFrame frame, TCall call)
    {
        frame.EndRecovery();
        End(frame, call, isHere: false);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReportSuccess(PipelineCore core, long started, ResilienceContext? context)
    {
        TimeSpan duration = core.TimeProvider.GetElapsedTime(started);
        core.Telemetry.AttemptEnded(duration, null);
        core.Telemetry.ExecutionEnded(duration, OutcomeStatus.Success, null, 1, context?.OperationKey);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ValueTask<TReturn> RunParts(PipelineCore core, TCall call, CancellationToken caller, in Surroundings around)
    {
        if (core.Racing is not null)
        {
            return Executor<RacingCall<TCall, TRaw, T>, Outcome<T>, T, TDoor, TReturn>.RunLayers(
                core, new(call), caller, around);
        }

        var tail = new Tail<TCall, TRaw, T>(core.Inner!, call, around);
        return TCall.IsSynchronous
            ? Executor<MiddlewareCall<T, OnCallersThread>, Outcome<T>, T, TDoor, TReturn>.RunLayers(
                core, new(core.Middleware!, tail, call.Context, call.State), caller, around)
            : Executor<MiddlewareCall<T, OnAnyThread>, Outcome<T>, T, TDoor, TReturn>.RunLayers(
                core, new(core.Middleware!, tail, call.Context, call.State), caller, around);
    }
}
