using Resilience.Benchmarks.Calls;
using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>Retry: the callback throws twice, then succeeds.</summary>
public class ThrowingRetrySuite : Comparison<OursCall, PeerCall>
{
    protected override OursCall Ours(WorkCallback callback) => new(OursPipelines.RetryWithoutDelay(), Callbacks.ThrowingTwice);

    protected override PeerCall Peer(WorkCallback callback) => new(PeerPipelines.RetryWithoutDelay(), Callbacks.ThrowingTwice);
}
