using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>No strategy at all.</summary>
public class EmptySuite : Comparison<OursCall, PeerCall>
{
    protected override OursCall Ours(WorkCallback callback) => new(OursPipelines.Empty(), callback);

    protected override PeerCall Peer(WorkCallback callback) => new(PeerPipelines.Empty(), callback);
}
