using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>Retry, success at once.</summary>
public class RetrySuite : Comparison<OursCall, PeerCall>
{
    protected override OursCall Ours(WorkCallback callback) => new(OursPipelines.Retry(), callback);

    protected override PeerCall Peer(WorkCallback callback) => new(PeerPipelines.Retry(), callback);
}
