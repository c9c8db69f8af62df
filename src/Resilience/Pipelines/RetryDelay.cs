namespace Resilience.Pipelines;

/// <summary>Waits between attempts.</summary>
internal static class RetryDelay
{
    /// <summary>Waits, until the caller cancels. The task never fails.</summary>
    public static async Task StartAsync(ExecutionFrame frame, TimeSpan delay)
    {
        TimeProvider clock = frame.TimeProvider;
        CancellationToken caller = frame.CallerToken;

        // Longer than any timer: only the caller ends it, after ever so many timers.
        TimeSpan longest = Timing.Require.LongestWait;
        for (TimeSpan left = delay; left > TimeSpan.Zero && !caller.IsCancellationRequested; left -= longest)
        {
            await Task.Delay(left < longest ? left : longest, clock, caller)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
