namespace Resilience.FanOut;

/// <summary>A result that wants to be disposed of by whoever has it.</summary>
internal sealed class Answer(string text) : IDisposable
{
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Disposed => _disposed.Task;

    public void Dispose() => _disposed.TrySetResult();

    public override string ToString() => text;
}
