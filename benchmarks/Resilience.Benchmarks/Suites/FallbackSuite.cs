using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>A typed fallback that is not triggered.</summary>
public class FallbackSuite : Comparison<OursTypedCall, PeerTypedCall>
{
    protected override OursTypedCall Ours(WorkCallback callback) => new(OursPipelines.Fallback(), callback);

    protected override PeerTypedCall Peer(WorkCallback callback) => new(PeerPipelines.Fallback(), callback);
}
