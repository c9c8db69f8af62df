using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>A sliding window that is far from full.</summary>
public class SlidingWindowSuite : Comparison<OursCall, PeerCall>
{
    protected override OursCall Ours(WorkCallback callback) => new(OursLimits.SlidingWindow(), callback);

    protected override PeerCall Peer(WorkCallback callback) => new(PeerLimits.SlidingWindow(), callback);
}
