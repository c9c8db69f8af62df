using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Peer;

/// <summary><c>ExecuteAsync(callback, state, token)</c> on Polly's typed pipeline.</summary>
public readonly struct PeerTypedCall : ICall
{
    private readonly PeerPipelineOfInt _pipeline;
    private readonly WorkCallback _callback;
    private readonly Work _work = new();

    public PeerTypedCall(PeerPipelineOfInt pipeline, WorkCallback callback)
    {
        _pipeline = pipeline;
        _callback = callback;
    }

    public ValueTask<int> Invoke(CancellationToken cancellationToken) => _pipeline.ExecuteAsync(_callback, _work, cancellationToken);
}
