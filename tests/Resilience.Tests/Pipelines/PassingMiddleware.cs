namespace Resilience.Pipelines;

/// <summary>Runs its inside once and counts; the smallest middleware for calls with any result.</summary>
public sealed class PassingMiddleware : IResilienceMiddleware
{
    private int _runs;

    public int Runs => _runs;

    public override string ToString() => "passing";

    public ValueTask<Outcome<T>> InvokeAsync<T>(ResilienceNext<T> inner, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _runs);
        return inner.InvokeAsync(cancellationToken);
    }
}
