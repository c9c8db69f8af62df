using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>Timeout → retry → breaker → bulkhead → timeout, typed and with a result predicate, success at once.</summary>
public class TypedFiveSuite : Comparison<OursTypedCall, PeerTypedCall>
{
    protected override OursTypedCall Ours(WorkCallback callback) => new(OursFive.Typed(), callback);

    protected override PeerTypedCall Peer(WorkCallback callback) => new(PeerFive.Typed(), callback);
}
