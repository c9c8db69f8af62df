using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Ours;

/// <summary><c>ExecuteAsync(callback, state, token)</c> on our pipeline.</summary>
public readonly struct OursCall : ICall
{
    private readonly ResiliencePipeline _pipeline;
    private readonly WorkCallback _callback;
    private readonly Work _work = new();

    public OursCall(ResiliencePipeline pipeline, WorkCallback callback)
    {
        _pipeline = pipeline;
        _callback = callback;
    }

    public ValueTask<int> Invoke(CancellationToken cancellationToken) => _pipeline.ExecuteAsync(_callback, _work, cancellationToken);
}
