namespace Resilience.Bulkheads;

/// <summary>A call that is told its answer by a task.</summary>
internal sealed class WaitingCall(Bulkhead bulkhead, int level) : QueuedCall(bulkhead, level)
{
    // Whoever gives a permit back must not run what the one who gets it does next.
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the call has its answer.</summary>
    public Task Told => _told.Task;

    public override void Tell() => _told.SetResult();
}
