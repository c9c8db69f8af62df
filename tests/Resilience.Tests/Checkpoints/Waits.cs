namespace Resilience.Tests.Checkpoints;

internal static class Waits
{
    /// <summary>Completes when a token is cancelled; gives up with the test.</summary>
    public static async Task WaitForCancellationAsync(this CancellationToken token, CancellationToken test)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = token.Register(cancelled.SetResult);
        await cancelled.Task.WaitAsync(test);
    }
}
