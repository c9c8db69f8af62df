using BenchmarkDotNet.Attributes;
using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>A closed circuit breaker, ours with and without a limit for slow calls; the callback completes at once.</summary>
public class BreakerSuite : Comparison<OursCall, PeerCall>
{
    [Params(false, true)]
    public bool WatchesSlowCalls { get; set; }

    protected override OursCall Ours(WorkCallback callback) =>
        new(WatchesSlowCalls ? OursBreakers.ClosedWithSlowCallLimit() : OursBreakers.Closed(), callback);

    protected override PeerCall Peer(WorkCallback callback) => new(PeerBreakers.Closed(), callback);
}
