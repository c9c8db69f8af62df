using Resilience.Pipelines;

namespace Resilience.FanOut;

// Who has answered what, and when that is enough.
internal sealed partial class FanOutRun<TRequest, TResult>
{
    private void Settle(int index, FanOutAnswerKind kind, Outcome<TResult> outcome, TimeSpan duration)
    {
        Dependency<TRequest, TResult> member = members[index];
        FanOutCall? call = _calls[index];
        call?.Settle(outcome);
        if (IsOpenCircuit(outcome))
            (kind, outcome, duration) = (FanOutAnswerKind.OpenCircuit, LastError(member, outcome), TimeSpan.Zero);
        bool isLate;
        bool endsRun = false;
        lock (_gate)
        {
            _running--;
            isLate = _isOver;
            if (!isLate)
            {
                Answer_NeedsLock(index, kind, outcome, duration);
                endsRun = _isOver = IsEnough_NeedsLock(index, outcome);
                if (endsRun)
                    LeaveOut_NeedsLock();
            }
        }

        if (kind == FanOutAnswerKind.Called && call is not { IsGivenUp: true })
            member.Counts.Add(outcome, duration, clock);
        else if (kind == FanOutAnswerKind.OpenCircuit)
            member.Counts.Refused();
        if (isLate)
            Discarding.DisposeElsewhere(outcome);
        else if (endsRun)
            Finish();
    }

    private void PassDeadline()
    {
        List<int> given = [];
        lock (_gate)
        {
            if (_isOver)
                return;
            _isOver = true;
            for (int i = 0; i < members.Length; i++)
            {
                if (_isAnswered[i] || options.Strategy == FanOutStrategy.BestEffort)
                    continue;
                TimeSpan waited = TimeSpan.Zero;
                if (_calls[i] is { } call)
                {
                    call.IsGivenUp = true;
                    waited = clock.GetElapsedTime(call.Began);
                    given.Add(i);
                }

                Answer_NeedsLock(i, FanOutAnswerKind.TimedOut, TimedOut(i), waited);
            }

            LeaveOut_NeedsLock();
        }

        foreach (int i in given)
        {
            Outcome<TResult> outcome = _answers[i].Outcome;
            _calls[i]!.Settle(outcome);
            members[i].Counts.Add(outcome, _answers[i].Duration, clock);
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
        _isAnswered[index] = true;
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
        for (int i = 0; i < members.Length; i++)
        {
            if (_isAnswered[i])
                continue;
            TimeSpan waited = _calls[i] is { } call ? clock.GetElapsedTime(call.Began) : TimeSpan.Zero;
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
        {
            if (_calls[i] is { } call && (!_isAnswered[i] || call.IsGivenUp))
                call.Cancel();
        }

        done?.TrySetResult();
    }

    private static bool IsOpenCircuit(in Outcome<TResult> outcome) =>
        outcome.Rejection?.Reason is RejectionReason.CircuitOpen or RejectionReason.CircuitIsolated;

    private static Outcome<TResult> LastError(Dependency<TRequest, TResult> member, in Outcome<TResult> rejected) =>
        member.Counts.LastError is { } error ? Classified.Failure<TResult>(error) : rejected;
}
