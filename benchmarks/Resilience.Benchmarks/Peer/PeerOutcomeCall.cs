using Polly;
using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Peer;

/// <summary>
/// Failures as values: Polly's only door for them wants a context, which its documentation says to take from the pool
/// and to give back.
/// </summary>
public readonly struct PeerOutcomeCall : ICall
{
    private readonly PeerPipeline _pipeline;
    private readonly Work _work = new();

    public PeerOutcomeCall(PeerPipeline pipeline) => _pipeline = pipeline;

    public ValueTask<int> Invoke(CancellationToken cancellationToken)
    {
        PeerContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        PeerOutcomeOfInt outcome = Completed.Result(_pipeline.ExecuteOutcomeAsync(
            static (_, work) => new ValueTask<PeerOutcomeOfInt>(
                work.NextAttemptFails() ? PeerOutcome.FromException<int>(Work.Error) : PeerOutcome.FromResult(work.Result)),
            context,
            _work));
        ResilienceContextPool.Shared.Return(context);
        return new ValueTask<int>(outcome.Result);
    }
}
