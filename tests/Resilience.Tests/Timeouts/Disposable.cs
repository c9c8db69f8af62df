namespace Resilience.Timeouts;

/// <summary>A result that counts how often it was disposed of.</summary>
internal sealed class Disposable : IDisposable
{
    private int _disposals;

    public int Disposals => Volatile.Read(ref _disposals);

    public void Dispose() => Interlocked.Increment(ref _disposals);
}
