using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>An open circuit breaker that refuses, as a value.</summary>
public class OpenBreakerSuite : Comparison<OursRejectedCall, PeerRejectedCall>
{
    protected override OursRejectedCall Ours(WorkCallback callback) => new(OursBreakers.Open());

    protected override PeerRejectedCall Peer(WorkCallback callback) => new(PeerBreakers.Open());
}
