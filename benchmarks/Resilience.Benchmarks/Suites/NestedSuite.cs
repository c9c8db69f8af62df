using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>Timeout → retry → timeout, success at once.</summary>
public class NestedSuite : Comparison<OursCall, PeerCall>
{
    protected override OursCall Ours(WorkCallback callback) => new(OursPipelines.TimeoutRetryTimeout(), callback);

    protected override PeerCall Peer(WorkCallback callback) => new(PeerPipelines.TimeoutRetryTimeout(), callback);
}
