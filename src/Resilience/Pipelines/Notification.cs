using Resilience.Timing;

namespace Resilience.Pipelines;

/// <summary>Sends users' notification handlers their arguments, and keeps what they do wrong away from the call.</summary>
internal static class Notification
{
    public static ValueTask SendAsync<TArguments>(
        INotifier sender, ResilienceStrategy strategy, Func<TArguments, ValueTask> handler, TArguments arguments)
    {
        try
        {
            ValueTask sent = handler(arguments);
            if (!sent.IsCompletedSuccessfully)
                return AwaitAsync(sender, strategy, sent.AsTask());
            sent.GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            sender.PublishFault(strategy, exception);
        }

        return default;
    }

    private static async ValueTask AwaitAsync(INotifier sender, ResilienceStrategy strategy, Task sent)
    {
        try
        {
            TimeSpan limit = sender.Remaining(strategy) ?? Timeout.InfiniteTimeSpan;
            if (limit > Require.LongestWait)
                limit = Timeout.InfiniteTimeSpan;
            await sent.WaitAsync(limit, sender.TimeProvider, sender.GiveUp).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (sender.GiveUp.IsCancellationRequested && !sent.IsCompleted)
        {
            // Nobody waits any more: the execution notices at its next step. What the handler still does is its own affair.
        }
        catch (Exception exception)
        {
            sender.PublishFault(strategy, exception);
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
}
