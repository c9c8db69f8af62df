using BenchmarkDotNet.Attributes;
using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>A timeout, long and short; the callback completes at once.</summary>
public class TimeoutSuite : Comparison<OursCall, PeerCall>
{
    [Params(100, 10_000)]
    public int Milliseconds { get; set; }

    protected override OursCall Ours(WorkCallback callback) =>
        new(OursPipelines.Timeout(TimeSpan.FromMilliseconds(Milliseconds)), callback);

    protected override PeerCall Peer(WorkCallback callback) =>
        new(PeerPipelines.Timeout(TimeSpan.FromMilliseconds(Milliseconds)), callback);
}
