namespace Resilience.Benchmarks.Calls;

/// <summary>The control: the callback without any library.</summary>
public readonly struct DirectCall : ICall
{
    private readonly WorkCallback _callback;
    private readonly Work _work = new();

    public DirectCall(WorkCallback callback) => _callback = callback;

    public ValueTask<int> Invoke(CancellationToken cancellationToken) => _callback(_work, cancellationToken);
}
