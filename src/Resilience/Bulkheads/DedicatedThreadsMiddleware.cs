using Resilience.Pipelines;

namespace Resilience.Bulkheads;

/// <summary>Has the part of a pipeline behind it run on a dedicated thread, for which the strategy before it has got a permit.</summary>
internal sealed class DedicatedThreadsMiddleware(DedicatedThreads threads) : IResilienceMiddleware
{
    public ValueTask<Outcome<T>> InvokeAsync<T>(ResilienceNext<T> inner, CancellationToken cancellationToken)
    {
        if (inner.IsSynchronous)
        {
            return threads.RunPartAsync(
                token => Pipelines.Calls.Waiting.Finish(inner.InvokeAsync(token)), cancellationToken);
        }

        return new(Outcome.Failure<T>(new NotSupportedException(
            $"'{threads.Name}' runs synchronous calls only, for an asynchronous one leaves its thread at the first await. "
            + "Call Execute or ExecuteOutcome; or run the synchronous work with DedicatedThreads.RunAsync inside of the call.")));
    }

    public override string ToString() => "on these";
}
