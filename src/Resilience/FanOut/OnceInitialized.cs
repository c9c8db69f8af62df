namespace Resilience.FanOut;

/// <summary>
/// Something that is done once, before anything else: whoever comes first begins it, and all who come meanwhile wait for the same. After a
/// failure the next one begins it again. Nobody who gives up waiting takes it from the others.
/// </summary>
internal sealed class OnceInitialized(Func<CancellationToken, ValueTask> initialize)
{
    private readonly Lock _gate = new();
    private Task? _running;
    private volatile bool _isDone;

    public bool IsDone => _isDone;

    /// <summary>Waits until it is done. The limit is also that of the work, for the one who begins it.</summary>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public Task WaitAsync(TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        Task running;
        lock (_gate)
        {
            if (_isDone)
                return Task.CompletedTask;
            if (_running is null or { IsCompleted: true })
                _running = Task.Run(() => RunAsync(limit, clock), CancellationToken.None);
            running = _running;
        }

        return running.WaitAsync(limit, clock, cancellationToken);
    }

    private async Task RunAsync(TimeSpan limit, TimeProvider clock)
    {
        using var source = new CancellationTokenSource(limit, clock);
        await initialize(source.Token).ConfigureAwait(false);
        _isDone = true;
    }
}
