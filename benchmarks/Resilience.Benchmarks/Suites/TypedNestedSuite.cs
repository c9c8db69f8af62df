using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>Timeout → retry → timeout, typed, with a result predicate.</summary>
public class TypedNestedSuite : Comparison<OursTypedCall, PeerTypedCall>
{
    protected override OursTypedCall Ours(WorkCallback callback) => new(OursPipelines.TypedTimeoutRetryTimeout(), callback);

    protected override PeerTypedCall Peer(WorkCallback callback) => new(PeerPipelines.TypedTimeoutRetryTimeout(), callback);
}
