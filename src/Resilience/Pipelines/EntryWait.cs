using Resilience.Timing;

namespace Resilience.Pipelines;

/// <summary>Lets time pass on the way in, under the same deadlines and the same cancellation as a callback's.</summary>
internal static class EntryWait
{
    /// <summary>Waits, but not beyond the caller's cancellation or the deadline.</summary>
    public static async ValueTask<EntryVerdict> DelayAsync(ExecutionFrame frame, long due, TimeSpan delay)
    {
        TimeSpan left = delay;
        while (!frame.EndsEntry(due))
        {
            if (left <= TimeSpan.Zero)
                return EntryVerdict.Proceed;
            TimeSpan wait = Timer(left, frame.Core.Timeline.Until(due));
            await Task.Delay(wait, frame.TimeProvider, frame.CallerToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            left -= wait;
        }

        return EntryVerdict.Stop;
    }

    /// <summary>Runs a user's work with a token that the caller and the deadlines so far cancel. What it throws ends the attempt.</summary>
    public static async ValueTask<EntryVerdict> RunAsync<TState>(
        ExecutionFrame frame, Func<TState, CancellationToken, ValueTask> work, TState state)
    {
        if (frame.EndsEntry(frame.Cell.Due))
            return EntryVerdict.Stop;
        try
        {
            frame.Hurry();
            CancellationToken token = frame.StartAttempt();
            frame.WatchCaller();
            await work(state, token).ConfigureAwait(false);
            return EntryVerdict.Proceed;
        }
        catch (Exception exception)
        {
            frame.Fail(exception);
            return EntryVerdict.Stop;
        }
        finally
        {
            frame.SettleAttempt(wasAsynchronous: true);
        }
    }

    /// <summary>One timer's share of a wait: the clock decides whether a deadline has passed, for timers may fire a tick early.</summary>
    private static TimeSpan Timer(TimeSpan left, TimeSpan untilDue)
    {
        double milliseconds = Math.Min(Math.Min(left.TotalMilliseconds, untilDue.TotalMilliseconds), Require.LongestWait.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(Math.Ceiling(milliseconds));
    }
}
