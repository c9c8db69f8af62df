namespace DocumentPipeline.Running;

/// <summary>Notes what happens in one stage while it runs. The pipeline's callbacks write here, from whichever thread.</summary>
internal sealed class StageProtocol
{
    private readonly Lock _gate = new();
    private readonly string _name;
    private readonly TimeProvider _timeProvider;
    private readonly long _started;
    private readonly List<string> _events = [];
    private TimeSpan? _duration;
    private StageStatus _status = StageStatus.Running;
    private string? _fallback;
    private int _attempts;
    private int _attemptsFailed;
    private int _timeouts;
    private int _retries;

    public StageProtocol(string name, TimeProvider timeProvider)
    {
        _name = name;
        _timeProvider = timeProvider;
        _started = timeProvider.GetTimestamp();
    }

    /// <summary>The stage's own work starts, for the first time or again.</summary>
    public void AttemptStarts()
    {
        lock (_gate)
        {
            _attempts++;
        }
    }

    /// <summary>The timeout of an attempt fired.</summary>
    public void AttemptTimedOut(TimeSpan timeout)
    {
        lock (_gate)
        {
            _timeouts++;
            NoteFailure_NeedsLock($"timeout after {Durations.ToText(timeout)}");
        }
    }

    /// <summary>The timeout of the whole stage fired.</summary>
    public void StageTimedOut(TimeSpan timeout)
    {
        lock (_gate)
        {
            _timeouts++;
            _attemptsFailed = _attempts;
            _events.Add($"timeout of the whole stage after {Durations.ToText(timeout)}");
        }
    }

    /// <summary>An attempt failed; a timeout that was noted for the same attempt says it better and stays.</summary>
    public void AttemptFailed(string reason)
    {
        lock (_gate)
        {
            NoteFailure_NeedsLock(reason);
        }
    }

    /// <summary>Another attempt follows.</summary>
    public void Retrying()
    {
        lock (_gate)
        {
            _retries++;
        }
    }

    /// <summary>The fallback stands in.</summary>
    public void FallsBackTo(string fallback)
    {
        lock (_gate)
        {
            _fallback = fallback;
        }
    }

    /// <summary>Something worth a word that is no failure.</summary>
    public void Note(string text)
    {
        lock (_gate)
        {
            _events.Add(text);
        }
    }

    /// <summary>The stage has ended.</summary>
    public void Ends(bool succeeded)
    {
        lock (_gate)
        {
            _duration = _timeProvider.GetElapsedTime(_started);
            _status = succeeded ? (_fallback is null ? StageStatus.Ok : StageStatus.Degraded) : StageStatus.Failed;
        }
    }

    /// <summary>What is known now.</summary>
    public StageRecord Snapshot()
    {
        lock (_gate)
        {
            TimeSpan duration = _duration ?? _timeProvider.GetElapsedTime(_started);
            return new(_name, _status, duration, _attempts, _timeouts, _retries, _fallback, [.. _events]);
        }
    }

    private void NoteFailure_NeedsLock(string reason)
    {
        if (_attemptsFailed < _attempts)
        {
            _attemptsFailed = _attempts;
            _events.Add(reason);
        }
    }
}
