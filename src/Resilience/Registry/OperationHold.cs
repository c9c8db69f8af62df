namespace Resilience.Registry;

/// <summary>Somebody's hold on all circuits of an operation, also on those that it gets later.</summary>
internal sealed class OperationHold(string holder, Action<OperationHold> released) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<CircuitBreaker, IDisposable?> _holds = [];
    private bool _isReleased;

    /// <summary>Holds these circuits too; those that it holds already once.</summary>
    public void Cover(IEnumerable<CircuitBreaker> breakers)
    {
        foreach (CircuitBreaker breaker in breakers)
        {
            lock (_lock)
            {
                if (_isReleased || !_holds.TryAdd(breaker, null))
                    continue;
            }

            Keep(breaker, breaker.Isolate(holder));
        }
    }

    public void Dispose()
    {
        IDisposable?[] holds;
        lock (_lock)
        {
            _isReleased = true;
            holds = [.. _holds.Values];
            _holds.Clear();
        }

        foreach (IDisposable? hold in holds)
            hold?.Dispose();
        released(this);
    }

    private void Keep(CircuitBreaker breaker, IDisposable hold)
    {
        lock (_lock)
        {
            if (!_isReleased)
            {
                _holds[breaker] = hold;
                return;
            }
        }

        hold.Dispose();
    }
}
