using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>Typed hedging whose first attempt answers at once.</summary>
public class HedgingSuite : Comparison<OursTypedCall, PeerTypedCall>
{
    protected override OursTypedCall Ours(WorkCallback callback) => new(OursHedging.Hedging(), callback);

    protected override PeerTypedCall Peer(WorkCallback callback) => new(PeerHedging.Hedging(), callback);
}
