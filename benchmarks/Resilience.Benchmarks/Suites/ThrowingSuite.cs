using Resilience.Benchmarks.Calls;
using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>No strategy; the callback throws, and the caller catches.</summary>
public class ThrowingSuite : Comparison<CatchingCall<OursCall>, CatchingCall<PeerCall>>
{
    protected override CatchingCall<OursCall> Ours(WorkCallback callback) =>
        new(new OursCall(OursPipelines.Empty(), Callbacks.Throwing));

    protected override CatchingCall<PeerCall> Peer(WorkCallback callback) =>
        new(new PeerCall(PeerPipelines.Empty(), Callbacks.Throwing));
}
