using Resilience.Pipelines;

namespace Resilience.Registry;

/// <summary>The outer one notes the number of its generation, the inner one fails a call that came by another.</summary>
internal sealed class Numbering(int number, bool isOuter) : IResilienceMiddleware
{
    private static readonly ResilienceKey<int> _generation = new("generation");

    public ValueTask<Outcome<T>> InvokeAsync<T>(ResilienceNext<T> inner, CancellationToken cancellationToken)
    {
        if (isOuter)
            inner.Context.Set(_generation, number);
        else if (!inner.Context.TryGet(_generation, out int outer) || outer != number)
            return new(Outcome.Failure<T>(new TestException()));
        return inner.InvokeAsync(cancellationToken);
    }
}
