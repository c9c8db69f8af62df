using Resilience.Benchmarks.Calls;
using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Gate.Rows;

/// <summary>Hedging whose first attempt answers long before the delay has passed: at once, and after it has left its thread.</summary>
internal static class HedgingRows
{
    private const int Many = 1_000;

    public static IEnumerable<GateRow> Create() =>
    [
        .. Pair.Immediate(
            "hedging typed, primary answers at once",
            Bar.Ratio(0.15, 0),
            static callback => new OursTypedCall(OursHedging.Hedging(), callback),
            static callback => new PeerTypedCall(PeerHedging.Hedging(), callback)),
        .. Yielding("hedging typed, Task.Yield, 1 in flight", 1),
        .. Yielding("hedging typed, Task.Yield, 1,000 in flight", Many),
    ];

    private static IEnumerable<GateRow> Yielding(string name, int inFlight)
    {
        var ours = new OursTypedCall(OursHedging.Hedging(), Callbacks.Yielding);
        var peer = new PeerTypedCall(PeerHedging.Hedging(), Callbacks.Yielding);
        var direct = new DirectCall(Callbacks.Yielding);
        return Pair.Of(name, (rowName, token) => new RatioRow(
            rowName,
            Bar.None,
            new AsynchronousContender<OursTypedCall>(ours, inFlight, token()),
            new AsynchronousContender<PeerTypedCall>(peer, inFlight, token()),
            new AsynchronousContender<DirectCall>(direct, inFlight, token())));
    }
}
