using System.Runtime.CompilerServices;

namespace Resilience.Pipelines;

// Everything that is not a success at once: waiting to enter, failures, results judged failures, retries, replacements.
internal static partial class Executor<TCall, TRaw, T, TDoor, TReturn>
{
    /// <summary>Lets the strategies decide about an attempt, innermost first, and runs further attempts for those that order them.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<Outcome<T>> RecoverAsync(ExecutionFrame frame, TCall call, Attempted<T> attempted)
    {
        ResilienceStrategy[] layers = frame.Core.Layers;
        frame.ForgetFailures(0);
        frame.AttemptStarted = frame.Started;
        while (true)
        {
            if (attempted.Waits)
                attempted = await AttemptAsync(frame, call, attempted.StoppedAt, mustWait: true).ConfigureAwait(false);

            var verdicts = new Deliberation<T>(frame, attempted);
            int layer = attempted.StoppedAt < 0 ? layers.Length : attempted.StoppedAt;
            FailureVerdict verdict = default;
            while (--layer >= 0)
            {
                ResilienceStrategy strategy = layers[layer];
                if (!verdicts.IsFailedFor(layer))
                {
                    if (strategy.Steps.HasFlag(StrategySteps.Leave))
                        Entry.Leave(frame, strategy, verdicts.Outcome.IsCancelled);
                    continue;
                }

                verdict = await OnThisThread(DecideAsync(frame, strategy, verdicts.Failed)).ConfigureAwait(false);
                if (verdict.Action == FailureAction.Retry)
                {
                    Outcome<T> discarded = verdicts.Outcome;
                    await OnThisThread(Discarding.DisposeAsync(discarded)).ConfigureAwait(false);
                    if (await OnThisThread(RetryDelay.WaitAsync(frame, verdict.Delay)).ConfigureAwait(false))
                        break;
                    verdicts.Replace(Outcome.Cancelled<T>(frame.CallerToken));
                }
                else if (verdict.Action == FailureAction.FailWith)
                {
                    await OnThisThread(Discarding.DisposeAsync(verdicts.Outcome)).ConfigureAwait(false);
                    verdicts.Replace(Outcome.Failure<T>(verdict.Exception!));
                }
                else if (verdict.Action == FailureAction.Replace)
                {
                    frame.CallState = call.State;
                    verdicts.Replace(await OnThisThread(ReplaceAsync(frame, strategy, verdicts.Failed, verdicts.Outcome)).ConfigureAwait(false));
                }
            }

            if (layer < 0)
            {
                frame.ReportEnd(verdicts.Outcome);
                return verdicts.Outcome;
            }

            if (frame.Attempt < int.MaxValue)
                frame.Attempt++;
            frame.ForgetFailures(layer + 1);
            attempted = await AttemptAsync(frame, call, layer + 1, mustWait: false).ConfigureAwait(false);
        }
    }

    /// <summary>Enters the strategies from <paramref name="from"/> inwards and runs the callback.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<Attempted<T>> AttemptAsync(ExecutionFrame frame, TCall call, int from, bool mustWait)
    {
        int stoppedAt = from;
        EntryVerdict verdict = EntryVerdict.Wait;
        if (!mustWait)
        {
            frame.BeginEntry(from);
            verdict = Entry.TryPass(frame, from, out stoppedAt);
        }

        while (verdict == EntryVerdict.Wait)
        {
            verdict = await OnThisThread(Entry.WaitAsync(frame, stoppedAt)).ConfigureAwait(false);
            frame.RestartClock();
            if (verdict == EntryVerdict.Proceed)
                verdict = Entry.TryPass(frame, stoppedAt + 1, out stoppedAt);
        }

        frame.StartMeasuring();
        frame.AttemptBegan = frame.Core.Timeline.Now;
        if (verdict == EntryVerdict.Stop)
            return new(frame, verdict, stoppedAt);

        PipelineCore core = frame.Core;
        CancellationToken token = frame.StartAttempt();
        bool wasAsynchronous = false;
        try
        {
            call.AttemptStarts(frame, token);
            ValueTask<TRaw> pending = core.Abandoning.Length == 0
                ? call.Invoke(token)
                : Abandonment<TCall, TRaw, T>.InvokeAsync(frame, call, token);
            if (!pending.IsCompleted)
            {
                wasAsynchronous = true;
                frame.WatchCaller();
            }

            TRaw raw = await OnThisThread(pending).ConfigureAwait(false);
            frame.SettleAttempt(wasAsynchronous);
            return TryAccept(core, raw, out T result, out Attempted<T> attempted) ? new(new Outcome<T>(result)) : attempted;
        }
        catch (Exception exception)
        {
            frame.SettleAttempt(wasAsynchronous);
            return new(exception);
        }
    }

    private static async ValueTask<FailureVerdict> DecideAsync(ExecutionFrame frame, ResilienceStrategy strategy, FailedAttempt failed)
    {
        try
        {
            return await strategy.FailureAsync(frame, failed).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return FailureVerdict.FailWith(exception);
        }
    }

    private static async ValueTask<Outcome<T>> ReplaceAsync(
        ExecutionFrame frame, ResilienceStrategy strategy, FailedAttempt failed, Outcome<T> replaced)
    {
        // The replacement runs under the deadlines outside of its strategy, as an attempt of its own.
        frame.BeginEntry(strategy.Index);
        frame.ReplacementToken = frame.StartAttempt();
        frame.WatchCaller();
        // A deadline that has passed must be seen at once, by the replacement and, if that passes the failure on, by the one who set it.
        if (frame.Remaining(strategy) == TimeSpan.Zero)
            frame.Cell.Fire();
        Outcome<T> outcome;
        try
        {
            outcome = await strategy.ReplaceAsync(frame, failed, replaced).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            outcome = Outcome.Failure<T>(exception);
        }

        frame.SettleAttempt(wasAsynchronous: true);
        frame.ReplacementToken = default;
        if (!Discarding.IsSame(replaced, outcome))
            await Discarding.DisposeAsync(replaced).ConfigureAwait(false);
        return outcome;
    }

    /// <summary>Whether a typed pipeline takes the result for a success; if not, why not. A judge that throws does not.</summary>
    private static bool Accepts(PipelineCore core, T result, out Attempted<T> judged)
    {
        Unsafe.SkipInit(out judged);
        try
        {
            if (!((ResultJudge<T>)core.Judge!).IsFailure(result, out int index, out Failure failure))
                return true;
            judged = new(result, index, failure);
        }
        catch (Exception exception)
        {
            judged = new(exception);
        }

        return false;
    }

    /// <summary>What became of an attempt whose callback returned; true if that is a success for everyone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryAccept(PipelineCore core, in TRaw raw, out T result, out Attempted<T> attempted)
    {
        Unsafe.SkipInit(out attempted);
        if (TCall.TryGetResult(raw, out result))
            return core.Judge is null || Accepts(core, result, out attempted);
        attempted = new(TCall.ToOutcome(raw));
        return false;
    }

    /// <summary>A synchronous caller waits on its own thread, so that the engine goes on there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ValueTask<TValue> OnThisThread<TValue>(ValueTask<TValue> pending) =>
        TCall.IsSynchronous && !pending.IsCompleted ? new(pending.AsTask().GetAwaiter().GetResult()) : pending;

    private static ValueTask OnThisThread(ValueTask pending)
    {
        if (!TCall.IsSynchronous || pending.IsCompleted)
            return pending;
        pending.AsTask().GetAwaiter().GetResult();
        return default;
    }
}
