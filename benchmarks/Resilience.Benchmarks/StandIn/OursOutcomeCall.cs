using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Ours;

public readonly struct OursOutcomeCall : ICall
{
    public OursOutcomeCall(Unbuilt pipeline) => _ = pipeline;

    public ValueTask<int> Invoke(CancellationToken cancellationToken) => new(1);
}
