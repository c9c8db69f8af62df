using System.Runtime.CompilerServices;

namespace Resilience.Pipelines;

// Runs attempts and replacements.
internal partial struct Recovery<TCall, TRaw, T>
{
    /// <summary>The first attempt threw.</summary>
    public void Threw(Exception exception)
    {
        _matter.Take(_frame, Resilience.Outcome.Failure<T>(exception));
        AttemptEnded();
    }

    /// <summary>The first attempt returned something that is not a success.</summary>
    public void Returned(in TRaw raw, in Judgement judgement)
    {
        if (TCall.TryGetResult(raw, out T result))
        {
            _matter.Take(_frame, result, judgement);
        }
        else
        {
            TCall.ToOutcome(raw, out _matter.Outcome);
            _matter.Weigh(_frame);
        }

        AttemptEnded();
    }

    /// <summary>The attempt did not pass every strategy, or has now.</summary>
    public bool TakeEntry(EntryVerdict verdict, int stoppedAt)
    {
        if (verdict == EntryVerdict.Proceed)
            return Call();
        _layer = stoppedAt;
        if (verdict != EntryVerdict.Wait)
            return EndedAt(stoppedAt);
        _frame.IsSynchronous = TCall.IsSynchronous;
        return Suspend(Entry.WaitAsync(_frame, stoppedAt).AsTask(), RecoveryStage.TakeEntry);
    }

    /// <summary>The attempt ended on its way in, at a strategy, with what the frame was told.</summary>
    private bool EndedAt(int layer)
    {
        _frame.EndedOnEntry = _frame.EntryFault is Rejection;
        Outcome<T> outcome = _frame.TakeEntryFault<T>();
        if (outcome.IsSuccess)
            Judge(outcome.ResultOrDefault!);
        else
            _matter.Take(_frame, outcome);
        _matter.Report(_frame, _frame.Core.Layers[layer]);
        _stage = RecoveryStage.Decide;
        return true;
    }

    private bool TryAgain()
    {
        int from = _layer + 1;
        if (_frame.Attempt < int.MaxValue)
            _frame.Attempt++;
        _frame.ForgetFailures(from);
        if (!_frame.NeedsEntry)
            return Call();
        _frame.BeginEntry(from);
        return TakeEntry(Entry.TryPass(_frame, from, out int stoppedAt), stoppedAt);
    }

    private bool TakePendingEntry()
    {
        EntryVerdict verdict = ((Task<EntryVerdict>)Pending!).GetAwaiter().GetResult();
        int stoppedAt = _layer;
        _frame.RestartClock();
        if (verdict == EntryVerdict.Proceed)
        {
            if (IsTooLate())
            {
                // The strategy that made the attempt wait has let it in, and so is left too.
                _layer = stoppedAt + 1;
                EndedAt(stoppedAt);
                _frame.EndedOnEntry = true;
                return true;
            }

            verdict = Entry.TryPass(_frame, stoppedAt + 1, out stoppedAt);
        }

        return TakeEntry(verdict, stoppedAt);
    }

    /// <summary>Whether the caller went, or a deadline passed, while a strategy made the attempt wait.</summary>
    private readonly bool IsTooLate()
    {
        try
        {
            return _frame.EndsEntry(_frame.Cell.Due);
        }
        catch (Exception exception)
        {
            // A foreign clock may throw.
            _frame.Fail(exception);
            return true;
        }
    }

    private bool Call()
    {
        try
        {
            // A foreign clock may throw.
            _frame.StartMeasuring();
            _frame.Hurry();
            CancellationToken token = _frame.StartAttempt();
            // A call may note what it is told.
            TCall call = _call;
            call.AttemptStarts(_frame, token);
            ValueTask<TRaw> pending = _frame.Core.Abandoning.Length == 0
                ? call.Invoke(token)
                : Abandonment<TCall, TRaw, T>.InvokeAsync(_frame, call, token);
            return Called(Join(call, pending));
        }
        catch (Exception exception)
        {
            _frame.SettleAttempt(wasAsynchronous: false);
            Threw(exception);
            return true;
        }
    }

    /// <summary>Has others join the first attempt of a race, if it did not end well at once.</summary>
    private static ValueTask<TRaw> Join(in TCall call, ValueTask<TRaw> pending)
    {
        if (!pending.IsCompletedSuccessfully)
            return TCall.GoOnAsync(call, pending);
        if (!TCall.Races)
            return pending;
        TRaw ended = pending.Result;
        return TCall.TryGoOn(call, ended, out ValueTask<TRaw> race) ? race : new(ended);
    }

    private bool Called(in ValueTask<TRaw> pending)
    {
        if (!pending.IsCompletedSuccessfully)
        {
            _frame.WatchCaller();
            return Suspend(pending.AsTask(), RecoveryStage.TakeResult);
        }

        _frame.SettleAttempt(wasAsynchronous: false);
        Returned(pending.Result);
        return true;
    }

    private bool TakePendingResult()
    {
        _frame.SettleAttempt(wasAsynchronous: true);
        try
        {
            Returned(((Task<TRaw>)Pending!).GetAwaiter().GetResult());
        }
        catch (Exception exception)
        {
            Threw(exception);
        }

        return true;
    }

    private void Returned(in TRaw raw)
    {
        if (!TCall.TryGetResult(raw, out T result))
        {
            Returned(raw, default);
            return;
        }

        Judge(result);
        AttemptEnded();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Judge(T result)
    {
        Judgement judgement = default;
        if (_frame.Core.Judge is null || ((ResultJudge<T>)_frame.Core.Judge).Accepts(result, out judgement))
            _matter.Take(result);
        else
            _matter.Take(_frame, result, judgement);
    }

    private void AttemptEnded()
    {
        _frame.EndedOnEntry = false;
        // Whoever decides now sees the caller's token, not the one of the attempt, which a timeout may have cancelled.
        _frame.ContextOrNull?.EndAttempt();
        _matter.Report(_frame, stoppedBy: null);
        _layer = _frame.Core.Layers.Length;
        _stage = RecoveryStage.Decide;
    }

    /// <summary>A replacement runs under the deadlines outside of its strategy, as an attempt of its own.</summary>
    private bool Replace()
    {
        ResilienceStrategy strategy = _frame.Core.Layers[_layer];
        _frame.CallState = _call.State;
        _frame.EndedOnEntry = false;
        _frame.BeginEntry(_layer);
        try
        {
            _frame.Hurry();
            _frame.ReplacementToken = _frame.StartAttempt();
            _frame.WatchCaller();
            // A deadline that has passed must be seen at once, by the replacement and, if that passes the failure on, by the one who
            // set it.
            if (_frame.Remaining(strategy) == TimeSpan.Zero)
                _frame.Cell.Fire();
            ValueTask<Outcome<T>> replacing = strategy.ReplaceAsync(_frame, _matter.Failed, _matter.Outcome);
            if (!replacing.IsCompleted)
                return Suspend(replacing.AsTask(), RecoveryStage.TakeReplacement);
            return Replaced(replacing.GetAwaiter().GetResult());
        }
        catch (Exception exception)
        {
            return Replaced(Resilience.Outcome.Failure<T>(exception));
        }
    }

    private bool TakePendingReplacement()
    {
        try
        {
            return Replaced(((Task<Outcome<T>>)Pending!).GetAwaiter().GetResult());
        }
        catch (Exception exception)
        {
            return Replaced(Resilience.Outcome.Failure<T>(exception));
        }
    }

    private bool Replaced(in Outcome<T> outcome)
    {
        Outcome<T> replaced = _matter.Outcome;
        _frame.SettleAttempt(wasAsynchronous: true);
        _frame.ReplacementToken = default;
        _matter.Take(_frame, outcome);
        _stage = RecoveryStage.Decide;
        if (Discarding.IsSame(replaced, outcome))
            return true;
        ValueTask disposing = Discarding.DisposeAsync(replaced);
        return disposing.IsCompletedSuccessfully || Suspend(disposing.AsTask(), RecoveryStage.Decide);
    }
}
