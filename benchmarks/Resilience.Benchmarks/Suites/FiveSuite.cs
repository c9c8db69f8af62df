using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>Timeout → retry → breaker → bulkhead → timeout, success at once.</summary>
public class FiveSuite : Comparison<OursCall, PeerCall>
{
    protected override OursCall Ours(WorkCallback callback) => new(OursFive.Closed(), callback);

    protected override PeerCall Peer(WorkCallback callback) => new(PeerFive.Closed(), callback);
}
