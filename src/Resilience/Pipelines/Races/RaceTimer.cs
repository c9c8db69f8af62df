using Resilience.Timing;

namespace Resilience.Pipelines.Races;

/// <summary>Timers of races: they count milliseconds, and may be early by a tick. Whoever is called looks at the clock.</summary>
internal static class RaceTimer
{
    /// <summary>Sets a timer, which is made now if there was none.</summary>
    public static void Set(ref ITimer? timer, TimeProvider clock, TimerCallback callback, object state, TimeSpan delay)
    {
        if (timer is null)
            timer = Make(clock, callback, state, delay);
        else
            Set(timer, delay);
    }

    public static void Set(ITimer timer, TimeSpan delay) => timer.Change(Rounded(delay), Timeout.InfiniteTimeSpan);

    private static ITimer Make(TimeProvider clock, TimerCallback callback, object state, TimeSpan delay)
    {
        // What is called knows where it belongs; and a timer that is used again must not keep the ambient state of its first user.
        using AsyncFlowControl flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        return clock.CreateTimer(callback, state, Rounded(delay), Timeout.InfiniteTimeSpan);
    }

    private static TimeSpan Rounded(TimeSpan delay) =>
        delay < Require.LongestWait ? TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds)) : Require.LongestWait;
}
