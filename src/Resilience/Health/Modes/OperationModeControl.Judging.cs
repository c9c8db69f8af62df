using Microsoft.Extensions.Logging;
using Resilience.Health.Modes;
using Resilience.Timing;

namespace Resilience;

// From marks to the mode.
public sealed partial class OperationModeControl
{
    private TimeProvider Clock => _options.TimeProvider;

    internal void Mark(object source, string component, string reason, ComponentSeverity severity)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(component);
        ArgumentNullException.ThrowIfNull(reason);
        if (!Enum.IsDefined(severity))
            throw new ArgumentOutOfRangeException(nameof(severity), severity, "This severity is not defined.");
        string why = Line(reason);
        lock (_gate)
            _marks.Set(source, new(component, severity, why, Clock.GetUtcNow()));
        Log(logger => ModeLog.Marked(logger, component, severity, why));
        Update($"{component}: {why}");
    }

    internal bool Unmark(object source, string component)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(component);
        lock (_gate)
        {
            if (!_marks.Remove(source, component))
                return false;
        }

        Log(logger => ModeLog.Unmarked(logger, component));
        Update($"{component} is well again");
        return true;
    }

    internal void UnmarkAll(object source)
    {
        lock (_gate)
            _marks.RemoveAll(source);
        Update("what has marked components is gone");
    }

    /// <summary>Finds the mode, and tells of a change.</summary>
    private void Update(string reason)
    {
        ModeChange? change;
        lock (_gate)
        {
            change = Judge_NeedsLock(reason);
            Arm_NeedsLock();
        }

        if (change is null)
            return;
        Log(logger => ModeLog.Changed(logger, change));
        foreach (ModeFollower follower in Volatile.Read(ref _followers))
            follower.Apply();
        _subscribers.Tell();
    }

    private ModeChange? Judge_NeedsLock(string reason)
    {
        long now = Clock.GetTimestamp();
        if (_override is not null && now >= _overrideDue)
        {
            EndOverride_NeedsLock();
            reason = "the override has run out";
        }

        bool isChanged = _override is { } held ? _dwell.Set(held.Mode) : _dwell.Update(_marks.Wanted, now);
        OperationMode before = _mode;
        OperationMode mode = _dwell.Mode;
        foreach (FeatureSwitch feature in _features.Values)
            feature.Update(mode, _marks);
        // An override that ends has set the mode already.
        if (!isChanged && mode == before)
            return null;
        _mode = mode;
        _since = Clock.GetUtcNow();
        _reason = reason;
        var change = new ModeChange(before, mode, _since, reason, _override?.Author, _marks.Components());
        Remember_NeedsLock(change);
        _subscribers.Enqueue(change);
        return change;
    }

    private void EndOverride_NeedsLock()
    {
        _override = null;
        _overrideDue = long.MaxValue;
        _dwell.Set(_marks.Wanted);
    }

    private void Remember_NeedsLock(ModeChange change)
    {
        if (_options.HistoryLength == 0)
            return;
        if (_history.Count == _options.HistoryLength)
            _history.Dequeue();
        _history.Enqueue(change);
    }

    private void Arm_NeedsLock()
    {
        if (_isDisposed)
            return;
        long due = Math.Min(_overrideDue, _override is null ? _dwell.Due ?? long.MaxValue : long.MaxValue);
        if (due == long.MaxValue)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        // Rounded up, so that the timer does not come before its time; if it is too long for a timer, it comes more than once.
        double left = Math.Max(0, due - Clock.GetTimestamp()) * 1000.0 / Clock.TimestampFrequency;
        _timer.Change(
            TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(left), 1, Require.LongestWait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    private long Units(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds * _options.TimeProvider.TimestampFrequency);

    private string Line(string text) => _options.Redaction.Redact(text)!.ReplaceLineEndings(" ");

    private void Log(Action<ILogger> write)
    {
        if (_options.Logger is not { } logger)
            return;
        try
        {
            write(logger);
        }
        catch (Exception)
        {
            // A log that cannot be written to must not keep the mode from changing.
        }
    }
}
