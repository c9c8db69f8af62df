using Resilience.Pipelines;

namespace Resilience.FanOut;

// Who has answered what, and when that is enough.
internal sealed partial class FanOutRun<TRequest, TResult>
{
    private void Settle(int index, FanOutAnswerKind kind, Outcome<TResult> outcome)
    {
        Dependency<TRequest, TResult> member = members[index];
        long now = clock.GetTimestamp();
        FanOutCall call = _calls[index];
        if (member.CircuitBreaker is not null)
            CircuitPermits.Settle(call.Permit, outcome);
        if (IsOpenCircuit(outcome))
            (kind, outcome) = (FanOutAnswerKind.OpenCircuit, LastError(member, outcome));
        TimeSpan duration = kind == FanOutAnswerKind.Called ? clock.GetElapsedTime(call.Began, now) : TimeSpan.Zero;
        bool isLate;
        bool isGivenUp;
        bool endsRun = false;
        lock (_gate)
        {
            _running--;
            isLate = _isOver;
            isGivenUp = _calls[index].IsGivenUp;
            if (!isLate)
            {
                Answer_NeedsLock(index, kind, outcome, duration);
                endsRun = _isOver = IsEnough_NeedsLock(index, outcome);
                if (endsRun && _answered < members.Length)
                    LeaveOut_NeedsLock();
            }
        }

        if (kind == FanOutAnswerKind.OpenCircuit)
            member.Counts.Refused();
        else if (!isGivenUp)
            member.Counts.Add(outcome, duration, now, clock);
        if (isLate)
            Discarding.DisposeElsewhere(outcome);
        else if (endsRun)
            Finish();
    }

    private void PassDeadline()
    {
        long now = clock.GetTimestamp();
        List<int> given = [];
        lock (_gate)
        {
            if (_isOver)
                return;
            _isOver = true;
            for (int i = 0; i < members.Length && options.Strategy != FanOutStrategy.BestEffort; i++)
            {
                ref FanOutCall call = ref _calls[i];
                if (call.IsAnswered)
                    continue;
                TimeSpan waited = TimeSpan.Zero;
                if (call.Source is not null)
                {
                    call.IsGivenUp = true;
                    waited = clock.GetElapsedTime(call.Began, now);
                    given.Add(i);
                }

                Answer_NeedsLock(i, FanOutAnswerKind.TimedOut, TimedOut(i), waited);
            }

            LeaveOut_NeedsLock();
        }

        foreach (int i in given)
        {
            if (members[i].CircuitBreaker is not null)
                CircuitPermits.Settle(_calls[i].Permit, _answers[i].Outcome);
            members[i].Counts.Add(_answers[i].Outcome, _answers[i].Duration, now, clock);
        }

        Finish();
    }

    private void Cancel()
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            _isOver = _isCancelled = true;
        }

        // Not on the thread that cancels: what comes after the request is not its business.
        ThreadPool.UnsafeQueueUserWorkItem(static run => run.Finish(), this, preferLocal: false);
    }

    private Outcome<TResult> TimedOut(int index) =>
        Classified.Failure<TResult>(new OperationTimedOutException(options.Timeout, $"{group.Name}/{members[index].Name}"));

    private void Answer_NeedsLock(int index, FanOutAnswerKind kind, in Outcome<TResult> outcome, TimeSpan duration)
    {
        _answers[index] = new(members[index].Name, kind, outcome, duration, members[index].CircuitState);
        _calls[index].IsAnswered = true;
        _answered++;
    }

    private bool IsEnough_NeedsLock(int index, in Outcome<TResult> outcome)
    {
        if (outcome.IsSuccess)
        {
            _successes++;
            if (options.Strategy == FanOutStrategy.FirstSuccess)
                _winner = index;
        }

        return _winner is not null
            || _answered == members.Length
            || (options.Strategy == FanOutStrategy.BestEffort && _successes >= options.EnoughSuccesses);
    }

    private void LeaveOut_NeedsLock()
    {
        long now = clock.GetTimestamp();
        for (int i = 0; i < members.Length; i++)
        {
            FanOutCall call = _calls[i];
            if (call.IsAnswered)
                continue;
            TimeSpan waited = call.Source is null ? TimeSpan.Zero : clock.GetElapsedTime(call.Began, now);
            var nothing = Outcome.Cancelled<TResult>(CancellationToken.None);
            _answers[i] = new(members[i].Name, FanOutAnswerKind.LeftOut, nothing, waited, members[i].CircuitState);
        }
    }

    /// <summary>Has everything stop that has not ended, and then the caller go on.</summary>
    private void Finish()
    {
        TaskCompletionSource? done;
        lock (_gate)
            done = _done;
        for (int i = 0; i < members.Length; i++)
            Stop(i);
        done?.TrySetResult();
    }

    // What somebody has registered with the token is not to run here.
    private void Stop(int index)
    {
        ref readonly FanOutCall call = ref _calls[index];
        if (call.Source is { } source && (!call.IsAnswered || call.IsGivenUp))
            _ = source.CancelAsync();
    }

    private static bool IsOpenCircuit(in Outcome<TResult> outcome) =>
        outcome.Rejection?.Reason is RejectionReason.CircuitOpen or RejectionReason.CircuitIsolated;

    private static Outcome<TResult> LastError(Dependency<TRequest, TResult> member, in Outcome<TResult> rejected) =>
        member.Counts.LastError is { } error ? Classified.Failure<TResult>(error) : rejected;
}
