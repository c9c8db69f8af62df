namespace Resilience.Bulkheads;

/// <summary>Work that keeps its thread until it is let go.</summary>
internal sealed class Holding : IDisposable
{
    private readonly ManualResetEventSlim _letGo = new();
    private readonly SemaphoreSlim _started = new(0);

    /// <summary>The threads on which it ran, in the order in which it began.</summary>
    public List<Thread> Ran { get; } = [];

    public int Hold(CancellationToken token)
    {
        lock (Ran)
            Ran.Add(Thread.CurrentThread);
        _started.Release();
        _letGo.Wait(token);
        return 1;
    }

    /// <summary>Waits until so many have begun since the last time.</summary>
    public async Task StartedAsync(int count = 1)
    {
        for (int i = 0; i < count; i++)
            await _started.WaitAsync(TestContext.Current.CancellationToken);
    }

    public void LetGo() => _letGo.Set();

    public void Dispose()
    {
        _letGo.Set();
        _started.Dispose();
    }
}
