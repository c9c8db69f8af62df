using Polly;
using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Peer;

/// <summary>A call that is refused, as a value: Polly's has an exception in it that nobody throws.</summary>
public readonly struct PeerRejectedCall : ICall
{
    private readonly PeerPipeline _pipeline;
    private readonly Work _work = new();

    public PeerRejectedCall(PeerPipeline pipeline) => _pipeline = pipeline;

    public ValueTask<int> Invoke(CancellationToken cancellationToken)
    {
        PeerContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        PeerOutcomeOfInt outcome = Completed.Result(_pipeline.ExecuteOutcomeAsync(
            static (_, work) => new ValueTask<PeerOutcomeOfInt>(PeerOutcome.FromResult(-work.Result)), context, _work));
        ResilienceContextPool.Shared.Return(context);
        return new ValueTask<int>(
            outcome.Exception is ExecutionRejectedException ? _work.Result : throw new InvalidOperationException("The call was let in."));
    }
}
