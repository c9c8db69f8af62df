using Resilience.Timing;

namespace Resilience.Pipelines;

/// <summary>Sends users' notification handlers their arguments, and keeps what they do wrong away from the call.</summary>
internal static class Notification
{
    public static ValueTask SendAsync<TArguments>(
        ExecutionFrame frame, ResilienceStrategy strategy, Func<TArguments, ValueTask> handler, TArguments arguments)
    {
        try
        {
            ValueTask sent = handler(arguments);
            if (!sent.IsCompletedSuccessfully)
                return AwaitAsync(frame, strategy, sent.AsTask());
            sent.GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            Report(frame, strategy, exception);
        }

        return default;
    }

    private static async ValueTask AwaitAsync(ExecutionFrame frame, ResilienceStrategy strategy, Task sent)
    {
        try
        {
            TimeSpan limit = frame.Remaining(strategy) ?? Timeout.InfiniteTimeSpan;
            if (limit > Require.LongestWait)
                limit = Timeout.InfiniteTimeSpan;
            await sent.WaitAsync(limit, frame.TimeProvider, frame.CallerToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (frame.CallerToken.IsCancellationRequested && !sent.IsCompleted)
        {
            // The caller has gone: the execution notices at its next step. What the handler still does is its own affair.
        }
        catch (Exception exception)
        {
            Report(frame, strategy, exception);
        }
        finally
        {
            if (!sent.IsCompletedSuccessfully)
                Observe(sent);
        }
    }

    /// <summary>A handler that is left behind may fail later: nobody is told, so nobody need be alarmed.</summary>
    private static void Observe(Task sent) => _ = sent.ContinueWith(
        static task => task.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private static void Report(ExecutionFrame frame, ResilienceStrategy strategy, Exception exception) =>
        frame.PublishFault(strategy, exception);
}
