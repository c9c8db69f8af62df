namespace Resilience.Pipelines;

/// <summary>Waits between attempts.</summary>
internal static class RetryDelay
{
    /// <summary>Waits, unless the caller cancels. A delay of zero makes no timer.</summary>
    /// <returns>Whether the next attempt may start; false if the caller has cancelled.</returns>
    public static ValueTask<bool> WaitAsync(ExecutionFrame frame, TimeSpan delay)
    {
        if (frame.CallerToken.IsCancellationRequested)
            return new(false);
        return delay <= TimeSpan.Zero ? new(true) : DelayAsync(frame.TimeProvider, delay, frame.CallerToken);
    }

    private static async ValueTask<bool> DelayAsync(TimeProvider clock, TimeSpan delay, CancellationToken caller)
    {
        // Longer than any timer: only the caller ends it, after ever so many timers.
        TimeSpan longest = Timing.Require.LongestWait;
        for (TimeSpan left = delay; left > TimeSpan.Zero && !caller.IsCancellationRequested; left -= longest)
        {
            await Task.Delay(left < longest ? left : longest, clock, caller)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return !caller.IsCancellationRequested;
    }
}
