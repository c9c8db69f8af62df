namespace Resilience.Orchestration;

/// <summary>Looks ahead: whether the circuits that a run still needs let calls through.</summary>
internal sealed class CircuitWatch(CircuitBreaker[][] circuitsOfStages, BackpressureOptions options, TimeProvider timeProvider)
{
    // A circuit may be closed, held or opened by others at any time: it is looked at again that often, and when it closes.
    private static readonly TimeSpan _longestNap = TimeSpan.FromSeconds(1);

    /// <summary>Waits, if that is what is wanted.</summary>
    /// <param name="stage">The stage that is about to begin.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The circuit that lets nothing through; null if all do.</returns>
    public async ValueTask<CircuitBreaker?> CheckAsync(int stage, CancellationToken cancellationToken)
    {
        if (FindOpen(stage, out TimeSpan? left) is not { } open)
            return null;
        if (options.Mode == Backpressure.FailFast)
            return open;
        long began = timeProvider.GetTimestamp();
        while (true)
        {
            TimeSpan patience = options.MaxWait - timeProvider.GetElapsedTime(began);
            if (patience <= TimeSpan.Zero)
                return open;
            TimeSpan nap = left is { } rest && rest < _longestNap ? rest : _longestNap;
            await NapAsync(open, nap < patience ? nap : patience, cancellationToken).ConfigureAwait(false);
            if (FindOpen(stage, out left) is not { } still)
                return null;
            open = still;
        }
    }

    private static bool Refuses(CircuitBreaker circuit, out TimeSpan? left)
    {
        left = null;
        if (circuit.ShadowMode)
            return false;
        switch (circuit.State)
        {
            case CircuitState.Isolated:
                return true;
            case CircuitState.Open:
                // One whose break is over waits for a call to probe with: holding that back would keep it open for ever.
                left = circuit.Snapshot().RetryAfter;
                return left > TimeSpan.Zero;
            default:
                return false;
        }
    }

    private CircuitBreaker? FindOpen(int stage, out TimeSpan? left)
    {
        left = null;
        int last = (int)Math.Min((long)stage + options.Lookahead, circuitsOfStages.Length);
        for (int i = stage; i < last; i++)
        {
            foreach (CircuitBreaker circuit in circuitsOfStages[i])
            {
                if (Refuses(circuit, out left))
                    return circuit;
            }
        }

        return null;
    }

    private async Task NapAsync(CircuitBreaker open, TimeSpan nap, CancellationToken cancellationToken)
    {
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task timer = Task.Delay(nap, timeProvider, awake.Token);
        Task closed = open.WaitForCloseAsync(awake.Token);
        await Task.WhenAny(timer, closed).ConfigureAwait(false);
        await awake.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
