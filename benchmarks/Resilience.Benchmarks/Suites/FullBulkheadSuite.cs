using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>A full bulkhead that refuses, as a value.</summary>
public class FullBulkheadSuite : Comparison<OursRejectedCall, PeerRejectedCall>
{
    protected override OursRejectedCall Ours(WorkCallback callback) => new(OursBulkheads.Full());

    protected override PeerRejectedCall Peer(WorkCallback callback) => new(PeerBulkheads.Full());
}
