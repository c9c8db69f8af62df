using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Ours;

/// <summary><c>ExecuteAsync(callback, state, token)</c> on our typed pipeline.</summary>
public readonly struct OursTypedCall : ICall
{
    private readonly ResiliencePipeline<int> _pipeline;
    private readonly WorkCallback _callback;
    private readonly Work _work = new();

    public OursTypedCall(ResiliencePipeline<int> pipeline, WorkCallback callback)
    {
        _pipeline = pipeline;
        _callback = callback;
    }

    public ValueTask<int> Invoke(CancellationToken cancellationToken) => _pipeline.ExecuteAsync(_callback, _work, cancellationToken);
}
