using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>A bulkhead with room; the callback completes at once.</summary>
public class BulkheadSuite : Comparison<OursCall, PeerCall>
{
    protected override OursCall Ours(WorkCallback callback) => new(OursBulkheads.Free(), callback);

    protected override PeerCall Peer(WorkCallback callback) => new(PeerBulkheads.Free(), callback);
}
