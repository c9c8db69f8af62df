namespace Resilience.Pipelines;

// Runs attempts and replacements.
internal partial struct Recovery<TCall, TRaw, T>
{
    private bool TryAgain()
    {
        int from = _layer + 1;
        _frame.Attempt++;
        _frame.ForgetFailures(from);
        _frame.BeginEntry(from);
        return TakeEntry(Entry.TryPass(_frame, from, out int stoppedAt), stoppedAt);
    }

    private bool TakePendingEntry()
    {
        EntryVerdict verdict = ((Task<EntryVerdict>)Pending!).GetAwaiter().GetResult();
        int stoppedAt = _layer;
        _frame.RestartClock();
        if (verdict == EntryVerdict.Proceed && _frame.CallerToken.IsCancellationRequested)
            return CancelledOnEntry(stoppedAt);
        if (verdict == EntryVerdict.Proceed)
            verdict = Entry.TryPass(_frame, stoppedAt + 1, out stoppedAt);
        return TakeEntry(verdict, stoppedAt);
    }

    private bool AwaitEntry() => Suspend(Entry.WaitAsync(_frame, _layer).AsTask(), RecoveryStage.TakeEntry);

    /// <summary>The caller went while a strategy made the attempt wait. That strategy has let it in, and so is left too.</summary>
    private bool CancelledOnEntry(int entered)
    {
        _matter.Take(_frame, Resilience.Outcome.Cancelled<T>(_frame.CallerToken));
        _layer = entered + 1;
        _stage = RecoveryStage.Decide;
        return true;
    }

    private bool TakeEntry(EntryVerdict verdict, int stoppedAt)
    {
        if (verdict == EntryVerdict.Proceed)
            return Call();
        _layer = stoppedAt;
        if (verdict == EntryVerdict.Wait)
            return AwaitEntry();

        _matter.Take(_frame, _frame.TakeEntryFault<T>());
        _matter.Report(_frame, _frame.Core.Layers[stoppedAt]);
        _stage = RecoveryStage.Decide;
        return true;
    }

    private bool Call()
    {
        _frame.StartMeasuring();
        CancellationToken token = _frame.StartAttempt();
        try
        {
            _call.AttemptStarts(_frame, token);
            ValueTask<TRaw> pending = Abandonment<TCall, TRaw, T>.Invoke(_frame, _call, token);
            if (!pending.IsCompleted)
            {
                _frame.WatchCaller();
                return Suspend(pending.AsTask(), RecoveryStage.TakeResult);
            }

            TRaw raw = pending.GetAwaiter().GetResult();
            _frame.SettleAttempt(wasAsynchronous: false);
            Returned(raw);
        }
        catch (Exception exception)
        {
            _frame.SettleAttempt(wasAsynchronous: false);
            Threw(exception);
        }

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
            Returned(TCall.ToOutcome(raw));
        else if (_frame.Core.Judge is null || ((ResultJudge<T>)_frame.Core.Judge).Accepts(result, out Judgement judgement))
            Returned(new Outcome<T>(result));
        else
            NotAccepted(result, judgement);
    }

    private void Threw(Exception exception) => Returned(Resilience.Outcome.Failure<T>(exception));

    private void Returned(in Outcome<T> outcome)
    {
        _matter.Take(_frame, outcome);
        AttemptEnded();
    }

    private void NotAccepted(T result, in Judgement judgement)
    {
        _matter.Take(_frame, result, judgement);
        AttemptEnded();
    }

    private void AttemptEnded()
    {
        _matter.Report(_frame, stoppedBy: null);
        _layer = _frame.Core.Layers.Length;
        _stage = RecoveryStage.Decide;
    }

    /// <summary>A replacement runs under the deadlines outside of its strategy, as an attempt of its own.</summary>
    private bool Replace()
    {
        ResilienceStrategy strategy = _frame.Core.Layers[_layer];
        _frame.CallState = _call.State;
        _frame.BeginEntry(_layer);
        _frame.ReplacementToken = _frame.StartAttempt();
        _frame.WatchCaller();
        try
        {
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
