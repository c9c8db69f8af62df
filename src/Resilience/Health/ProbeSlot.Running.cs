namespace Resilience.Health;

// A check: begun by the schedule or by hand, ended by its answer or by its time, never two at once. One that was given up because its time
// was over still runs until its function ends, and no other one begins before that.
internal sealed partial class ProbeSlot : IThreadPoolWorkItem
{
    private CancellationTokenSource? _source;
    private TaskCompletionSource? _ended;
    private DateTimeOffset _beganAt;
    private long _began;
    private long _due;
    private bool _isRunning;
    private bool _isGivenUp;
    private bool _isStopped = true;
    private bool _isDiscarded;

    /// <summary>From now on checks are begun when they are due; the first one now.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _isStopped = false;
            if (!_isRunning)
                Begin_NeedsLock();
        }
    }

    /// <summary>From now on no checks are begun. One that is under way is cancelled, and what it finds is dropped.</summary>
    /// <returns>Ends with the check, or when its time is over.</returns>
    public Task StopAsync()
    {
        Task ended;
        lock (_gate)
        {
            _isStopped = true;
            if (!_isRunning || _isGivenUp)
            {
                monitor.Schedule.Clear(this);
                return Task.CompletedTask;
            }

            _isDiscarded = true;
            ended = Ended_NeedsLock();
        }

        // What somebody has registered with the token is not to run here.
        _ = _source!.CancelAsync();
        return ended;
    }

    /// <summary>Begins a check unless one is under way, and waits for it.</summary>
    public Task RunAsync()
    {
        lock (_gate)
        {
            if (_isRunning && _isGivenUp)
                return Task.CompletedTask;
            if (!_isRunning)
                Begin_NeedsLock();
            return Ended_NeedsLock();
        }
    }

    /// <summary>Does what is due: begins a check, or gives up the one that takes too long.</summary>
    public void Wake()
    {
        CancellationTokenSource source;
        SettledCheck settled;
        lock (_gate)
        {
            long now = monitor.Schedule.Now;
            if (!_isRunning)
            {
                if (!_isStopped)
                    Next_NeedsLock(now);
                return;
            }

            if (_isGivenUp)
                return;
            long deadline = monitor.Schedule.After(_began, probe.Timeout);
            if (now < deadline)
            {
                monitor.Schedule.Set(this, deadline);
                return;
            }

            _isGivenUp = true;
            source = _source!;
            var said = HealthVerdict.Unhealthy($"no answer within {Timing.DurationText.Format(probe.Timeout)}");
            settled = Settle_NeedsLock(said, monitor.Elapsed(_began, now), ErrorCodes.Timeout, null);
        }

        _ = source.CancelAsync();
        settled.Tell(monitor);
    }

    /// <summary>The check, on a thread of the pool.</summary>
    void IThreadPoolWorkItem.Execute() => _ = CheckAsync(_source!.Token);

    private async Task CheckAsync(CancellationToken token)
    {
        HealthVerdict? said = null;
        Exception? thrown = null;
        try
        {
            said = await probe.Check(token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            thrown = exception;
        }

        End(said, thrown);
    }

    private void Begin_NeedsLock()
    {
        _isRunning = true;
        _isGivenUp = _isDiscarded = false;
        _source = new();
        _began = monitor.Schedule.Now;
        _beganAt = monitor.UtcNow;
        _due = monitor.Schedule.After(_began, HealthMonitor.Spread(_interval, probe.Jitter));
        // One moment for both: whoever is woken sees whether the check is over.
        monitor.Schedule.Set(this, Math.Min(_due, monitor.Schedule.After(_began, probe.Timeout)));
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void End(HealthVerdict? said, Exception? thrown)
    {
        string? code = said?.Code;
        if (thrown is not null)
        {
            code = FailureClassifier.Default.Classify(thrown).Code;
            // Its message may hold anything; whoever needs it finds the exception in the log.
            said = HealthVerdict.Unhealthy(thrown.GetType().Name);
        }

        SettledCheck settled = default;
        said = monitor.Redacted(said ?? NoVerdict);
        lock (_gate)
        {
            long now = monitor.Schedule.Now;
            _isRunning = false;
            if (!_isGivenUp)
                settled = Settle_NeedsLock(said, monitor.Elapsed(_began, now), code, thrown);
            if (_isStopped)
                monitor.Schedule.Clear(this);
            else if (now >= _due)
                Begin_NeedsLock();
            else if (_isGivenUp)
                monitor.Schedule.Set(this, _due);
        }

        settled.Tell(monitor);
    }

    private void Next_NeedsLock(long now)
    {
        if (now >= _due)
            Begin_NeedsLock();
        else
            monitor.Schedule.Set(this, _due);
    }

    private static HealthVerdict NoVerdict => HealthVerdict.Unhealthy("the check returned null");

    /// <returns>What is to be told once the lock is left.</returns>
    private SettledCheck Settle_NeedsLock(HealthVerdict said, TimeSpan duration, string? code, Exception? thrown)
    {
        HealthChange? change = _isDiscarded ? null : Record_NeedsLock(said, _beganAt, duration, code);
        if (change is not null)
            monitor.Enqueue(change);
        var settled = new SettledCheck(change, thrown, _ended);
        _ended = null;
        return settled;
    }

    private Task Ended_NeedsLock() => (_ended ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
