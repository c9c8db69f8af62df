using Resilience.Timing;

namespace Resilience.Pipelines.Races;

/// <summary>Timers of races: they count milliseconds, and may be early by a tick. Whoever is called looks at the clock.</summary>
internal static class RaceTimer
{
    /// <summary>Makes a timer that is not set.</summary>
    public static ITimer Make(TimeProvider clock, TimerCallback callback, object state)
    {
        // What is called knows where it belongs; and a timer that is used again must not keep the ambient state of its first user.
        using AsyncFlowControl flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        return clock.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public static void Set(ITimer timer, TimeSpan delay) => timer.Change(Rounded(delay), Timeout.InfiniteTimeSpan);

    private static TimeSpan Rounded(TimeSpan delay) =>
        delay < Require.LongestWait ? TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds)) : Require.LongestWait;
}
