namespace Resilience.CircuitBreakers;

internal sealed partial class CircuitModel
{
    /// <summary>A permit, or why there is none and how long that will last.</summary>
    public (ModelPermit? Permit, RejectionReason? Reason, TimeSpan? RetryAfter) Enter()
    {
        if (State == CircuitState.Open && Now >= _openUntil)
            Move(CircuitState.HalfOpen, CircuitTransitionReason.BreakElapsed);
        switch (State)
        {
            case CircuitState.Isolated:
                RejectedIsolated++;
                return (null, RejectionReason.CircuitIsolated, null);
            case CircuitState.HalfOpen when ProbesOut > 0 && Now >= _halfOpenDue:
                Reopen(CircuitTransitionReason.ProbeTimeout, null);
                break;
            case CircuitState.HalfOpen when ProbesOut < options.Probes:
                if (ProbesOut == 0)
                    AwaitProbes();
                return (Issue(isProbe: true), null, null);
            case CircuitState.Disabled:
                return (new() { Generation = -1 }, null, null);
            case CircuitState.Closed when IsHeldBackByRamp:
                RejectedOpen++;
                return (null, RejectionReason.CircuitOpen, null);
            case CircuitState.Closed or CircuitState.MetricsOnly:
                NoticeOverdue();
                if (_hasUnjudged)
                    Judge(null);
                _hasUnjudged = false;
                break;
        }

        if (LetsPass)
            return (Issue(isProbe: false), null, null);
        RejectedOpen++;
        return (null, RejectionReason.CircuitOpen, State == CircuitState.Open ? TimeSpan.FromTicks(_openUntil - Now) : null);
    }

    public void Succeed(ModelPermit permit)
    {
        if (!End(permit))
            return;
        Quiet++;
        LastSuccess = Now;
        bool slow = Now - permit.Started >= options.SlowCallThreshold?.Ticks;
        if (permit.IsProbe)
        {
            if (slow)
            {
                Reopen(CircuitTransitionReason.ProbeSlow, null);
                return;
            }

            AwaitProbes();
            if (++_successes >= options.SuccessesToClose)
                Move(CircuitState.Closed, CircuitTransitionReason.ProbesSucceeded);
            return;
        }

        Streak = 0;
        _calls.Add((Now, false, slow));
        if (slow || _watches)
            Judge(null);
    }

    public void Fail(ModelPermit permit, TimeSpan? hint)
    {
        if (!End(permit))
            return;
        Quiet = 0;
        LastFailure = Now;
        Streak++;
        _calls.Add((Now, true, Now - permit.Started >= options.SlowCallThreshold?.Ticks));
        if (permit.IsProbe)
            Reopen(CircuitTransitionReason.ProbeFailed, hint);
        else
            Judge(hint);
    }

    public void Cancel(ModelPermit permit) => End(permit);

    /// <summary>Somebody looks, which decides nothing.</summary>
    public void Look() => NoticeOverdue();

    private ModelPermit Issue(bool isProbe)
    {
        var permit = new ModelPermit { Generation = Generation, IsProbe = isProbe, Started = Now };
        _permits.Add(permit);
        return permit;
    }

    /// <summary>Whether what became of the call means anything.</summary>
    private bool End(ModelPermit permit)
    {
        bool counts = permit.Generation == Generation && !permit.HasEnded;
        permit.HasEnded = true;
        return counts;
    }

    private void Reopen(CircuitTransitionReason reason, TimeSpan? hint)
    {
        _reopens++;
        Open(reason, hint);
    }

    private void AwaitProbes() => _halfOpenDue = Now + (options.HalfOpenTimeout ?? options.BreakDuration).Ticks;

    private bool IsHeldBackByRamp =>
        _rampBegan is { } began && options.RampDuration is { } length && Now - began < length.Ticks
        && Dice * length.Ticks >= Now - began;

    /// <summary>Once in each sixteenth of the threshold, whoever comes looks for calls that have become slow. Calls judge by them.</summary>
    private void NoticeOverdue()
    {
        if (options.SlowCallThreshold is not { } threshold || State is not (CircuitState.Closed or CircuitState.MetricsOnly))
            return;
        long length = (threshold.Ticks + Epochs - 1) / Epochs;
        if (Now / length <= _epoch)
            return;
        _epoch = Now / length;
        int before = Overdue;
        foreach (ModelPermit permit in Live)
            permit.IsOverdue |= ((permit.Started / length) + 1) * length <= Now - threshold.Ticks;
        _hasUnjudged |= Overdue > before;
    }

    private void Judge(TimeSpan? hint)
    {
        if (State != CircuitState.Closed)
            return;
        _watches = false;
        if (Streak >= options.ConsecutiveFailures)
        {
            Open(CircuitTransitionReason.ConsecutiveFailures, hint);
            return;
        }

        bool failing = Failures > 0 && (decimal)Failures >= (decimal?)options.FailureRatio * Calls;
        bool slow = Slow > 0 && options.SlowCallThreshold is not null && (decimal)Slow >= (decimal)options.SlowCallRatio * Calls;
        if (!failing && !slow)
            return;
        _watches = Calls < Math.Min(options.MinimumCalls, options.Window.Calls ?? int.MaxValue);
        if (!_watches)
            Open(failing ? CircuitTransitionReason.FailureRatio : CircuitTransitionReason.SlowCallRatio, hint);
    }
}
