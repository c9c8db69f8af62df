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
        .. Listening(Callbacks.NextImmediate()),
    ];

    private static IEnumerable<GateRow> Listening(WorkCallback callback)
    {
        var ours = new OursCall(OursPipelines.TimeoutRetryTimeoutWithTelemetry(), callback);
        var peer = new PeerCall(PeerPipelines.TimeoutRetryTimeoutWithTelemetry(), callback);
        return Pair.Of("timeout → retry → timeout, listeners on", (name, token) => new RatioRow(
            name,
            Bar.Ratio(0.15, 0),
            new ListeningContender(new SynchronousContender<OursCall>(ours, token()), MeterAudience.OursMeter),
            new ListeningContender(new SynchronousContender<PeerCall>(peer, token()), MeterAudience.PeerMeter)));
    }
}
