using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Gate.Rows;

/// <summary>No strategy or one, and a callback that succeeds at once.</summary>
internal static class SingleStrategyRows
{
    public static IEnumerable<GateRow> Create() =>
    [
        .. Pair.Immediate(
            "empty pipeline",
            Bar.Ratio(0.50, 0),
            static callback => new OursCall(OursPipelines.Empty(), callback),
            static callback => new PeerCall(PeerPipelines.Empty(), callback)),
        .. Pair.Immediate(
            "retry, success at once",
            Bar.Ratio(0.10, 0),
            static callback => new OursCall(OursPipelines.Retry(), callback),
            static callback => new PeerCall(PeerPipelines.Retry(), callback)),
        .. Timeout("timeout 10 s", Bar.Ratio(0.25, 0), Settings.AttemptTimeout),
        .. Timeout("timeout 100 ms", Bar.Ratio(0.45, 0), Settings.ShortTimeout),
        .. Pair.Immediate(
            "fallback typed, not triggered",
            Bar.Ratio(0.20, 0),
            static callback => new OursTypedCall(OursPipelines.Fallback(), callback),
            static callback => new PeerTypedCall(PeerPipelines.Fallback(), callback)),
    ];

    private static IEnumerable<GateRow> Timeout(string name, Bar bar, TimeSpan timeout) =>
        Pair.Immediate(
            name,
            bar,
            callback => new OursCall(OursPipelines.Timeout(timeout), callback),
            callback => new PeerCall(PeerPipelines.Timeout(timeout), callback));
}
