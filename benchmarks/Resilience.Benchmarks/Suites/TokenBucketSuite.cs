using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>A token bucket that is far from empty.</summary>
public class TokenBucketSuite : Comparison<OursCall, PeerCall>
{
    protected override OursCall Ours(WorkCallback callback) => new(OursLimits.TokenBucket(), callback);

    protected override PeerCall Peer(WorkCallback callback) => new(PeerLimits.TokenBucket(), callback);
}
