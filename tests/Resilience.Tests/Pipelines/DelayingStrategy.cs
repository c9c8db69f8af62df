namespace Resilience.Pipelines;

/// <summary>Makes every attempt wait before it enters.</summary>
internal sealed class DelayingStrategy(TimeSpan delay) : ResilienceStrategy("delay", StrategySteps.Enter)
{
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when an attempt waits.</summary>
    public Task Waiting => _waiting.Task;

    public override string ToString() => Name;

    protected internal override EntryVerdict Enter(ExecutionFrame frame) => EntryVerdict.Wait;

    protected internal override ValueTask<EntryVerdict> EnterAsync(ExecutionFrame frame)
    {
        ValueTask<EntryVerdict> waiting = frame.DelayEntryAsync(this, delay);
        _waiting.TrySetResult();
        return waiting;
    }
}
