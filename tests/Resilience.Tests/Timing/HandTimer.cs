namespace Resilience.Timing;

/// <summary>A timer of a <see cref="HandClock"/>.</summary>
internal sealed class HandTimer(TimerCallback callback, object? state, TimeSpan due) : ITimer
{
    /// <summary>What it was set to last.</summary>
    public TimeSpan Due { get; private set; } = due;

    /// <summary>How often it was set after it was made.</summary>
    public int Changes { get; private set; }

    /// <summary>Whether user state of the flow that made the timer was captured with it.</summary>
    public bool CapturesContext { get; } = !ExecutionContext.IsFlowSuppressed();

    public bool IsDisposed { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime.TotalMilliseconds > uint.MaxValue - 1)
            throw new ArgumentOutOfRangeException(nameof(dueTime), dueTime, "No timer of .NET waits longer than 49.7 days.");
        Due = dueTime;
        Changes++;
        return true;
    }

    public void Fire() => callback(state);

    public void Dispose() => IsDisposed = true;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
