namespace Resilience.CircuitBreakers;

/// <summary>Somebody's hold on a circuit. Let go of twice, it lets go once.</summary>
internal sealed class CircuitHold(CircuitBreaker breaker, string holder) : IDisposable
{
    public string Holder { get; } = holder;

    public void Dispose() => breaker.Release(this);
}
