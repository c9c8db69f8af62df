using Resilience.Benchmarks.Calls;
using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Gate.Rows;

/// <summary>Three strategies around a callback that succeeds at once.</summary>
internal static class NestedRows
{
    public static IEnumerable<GateRow> Create() =>
    [
        .. Pair.Immediate(
            "timeout → retry → timeout",
            Bar.Ratio(0.10, 0),
            static callback => new OursCall(OursPipelines.TimeoutRetryTimeout(), callback),
            static callback => new PeerCall(PeerPipelines.TimeoutRetryTimeout(), callback)),
        .. Pair.Immediate(
            "timeout → retry → timeout, typed, result predicate",
            Bar.Ratio(0.12, 0),
            static callback => new OursTypedCall(OursPipelines.TypedTimeoutRetryTimeout(), callback),
            static callback => new PeerTypedCall(PeerPipelines.TypedTimeoutRetryTimeout(), callback)),
        .. Listening(
            "timeout → retry → timeout, listeners on",
            OursPipelines.TimeoutRetryTimeoutWithTelemetry(),
            PeerPipelines.TimeoutRetryTimeoutWithTelemetry()),
    ];

    /// <summary>Each side has a listener of its own, which must hear something.</summary>
    public static IEnumerable<GateRow> Listening(string name, ResiliencePipeline oursPipeline, PeerPipeline peerPipeline)
    {
        WorkCallback callback = Callbacks.NextImmediate();
        var ours = new OursCall(oursPipeline, callback);
        var peer = new PeerCall(peerPipeline, callback);
        return Pair.Of(name, (rowName, token) => new RatioRow(
            rowName,
            Bar.Ratio(0.15, 0),
            new ListeningContender(new SynchronousContender<OursCall>(ours, token()), MeterAudience.OursMeter),
            new ListeningContender(new SynchronousContender<PeerCall>(peer, token()), MeterAudience.PeerMeter)));
    }
}
