using System.Runtime.CompilerServices;

namespace Resilience.Pipelines;

/// <summary>A middleware made from a delegate for one type of result. A typed pipeline has no other.</summary>
internal sealed class DelegateMiddleware<T>(
    Func<ResilienceNext<T>, CancellationToken, ValueTask<Outcome<T>>> middleware) : IResilienceMiddleware
{
    public override string ToString() => "middleware";

    public ValueTask<Outcome<TResult>> InvokeAsync<TResult>(ResilienceNext<TResult> inner, CancellationToken cancellationToken)
    {
        // The types are the same: the compiler cannot know.
        ValueTask<Outcome<T>> outcome = middleware((ResilienceNext<T>)(object)inner, cancellationToken);
        return Unsafe.As<ValueTask<Outcome<T>>, ValueTask<Outcome<TResult>>>(ref outcome);
    }
}
