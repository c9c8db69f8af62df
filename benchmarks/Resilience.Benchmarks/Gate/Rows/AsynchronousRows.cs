using Resilience.Benchmarks.Calls;
using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Gate.Rows;

/// <summary>Three strategies around a callback that leaves its thread before it succeeds.</summary>
internal static class AsynchronousRows
{
    public const int Many = 1_000;

    public static IEnumerable<GateRow> Create() =>
    [
        .. InFlight(
            "timeout → retry → timeout, Task.Yield, 1 in flight", Bar.Ratio(0.20, 64), 1,
            OursPipelines.TimeoutRetryTimeout(), PeerPipelines.TimeoutRetryTimeout()),
        .. InFlight(
            "timeout → retry → timeout, Task.Yield, 1,000 in flight", Bar.Ratio(0.20, 350), Many,
            OursPipelines.TimeoutRetryTimeout(), PeerPipelines.TimeoutRetryTimeout()),
    ];

    public static IEnumerable<GateRow> InFlight(
        string name, Bar bar, int inFlight, ResiliencePipeline oursPipeline, PeerPipeline peerPipeline)
    {
        var ours = new OursCall(oursPipeline, Callbacks.Yielding);
        var peer = new PeerCall(peerPipeline, Callbacks.Yielding);
        var direct = new DirectCall(Callbacks.Yielding);
        return Pair.Of(name, (rowName, token) => new RatioRow(
            rowName,
            bar,
            new AsynchronousContender<OursCall>(ours, inFlight, token()),
            new AsynchronousContender<PeerCall>(peer, inFlight, token()),
            new AsynchronousContender<DirectCall>(direct, inFlight, token())));
    }
}
