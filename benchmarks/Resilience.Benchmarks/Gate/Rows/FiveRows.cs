using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Gate.Rows;

/// <summary>What a service stacks: timeout → retry → breaker → bulkhead → timeout.</summary>
internal static class FiveRows
{
    public static IEnumerable<GateRow> Create(ThreadTeam team)
    {
        ResiliencePipeline ours = OursFive.Closed();
        PeerPipeline peer = PeerFive.Closed();
        return
        [
            .. Pair.Immediate(
                "five",
                Bar.Ratio(0.10, 0),
                static callback => new OursCall(OursFive.Closed(), callback),
                static callback => new PeerCall(PeerFive.Closed(), callback)),
            .. Pair.Immediate(
                "five, typed, result predicate",
                Bar.Ratio(0.12, 0),
                static callback => new OursTypedCall(OursFive.Typed(), callback),
                static callback => new PeerTypedCall(PeerFive.Typed(), callback)),
            .. NestedRows.Listening("five, listeners on", OursFive.ClosedWithTelemetry(), PeerFive.ClosedWithTelemetry()),
            .. AsynchronousRows.InFlight("five, Task.Yield, 1 in flight", Bar.Ratio(0.20, 64), 1, ours, peer),
            .. AsynchronousRows.InFlight(
                "five, Task.Yield, 1,000 in flight", Bar.Ratio(0.20, 350), AsynchronousRows.Many, OursFive.Closed(), PeerFive.Closed()),
            .. Pair.Of(
                "open breaker as a value, inside five",
                Bar.Ratio(0.20, 0),
                new OursRejectedCall(OursFive.Open()),
                new PeerRejectedCall(PeerFive.Open())),
            .. ScalingRows.Rows(
                team,
                "two threads, one shared five",
                Bar.None,
                callback => new OursCall(ours, callback),
                callback => new PeerCall(peer, callback)),
        ];
    }
}
