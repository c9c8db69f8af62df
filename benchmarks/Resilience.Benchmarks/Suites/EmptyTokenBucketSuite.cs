using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>An empty token bucket that refuses, as a value.</summary>
public class EmptyTokenBucketSuite : Comparison<OursRejectedCall, PeerRejectedCall>
{
    protected override OursRejectedCall Ours(WorkCallback callback) => new(OursLimits.EmptyTokenBucket());

    protected override PeerRejectedCall Peer(WorkCallback callback) => new(PeerLimits.EmptyTokenBucket());
}
