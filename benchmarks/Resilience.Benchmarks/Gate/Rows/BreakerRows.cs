using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Gate.Rows;

/// <summary>Circuit breakers: closed, with a limit for slow calls, open, and shared by two threads.</summary>
internal static class BreakerRows
{
    public static IEnumerable<GateRow> Create(ThreadTeam team)
    {
        ResiliencePipeline ours = OursBreakers.Closed();
        PeerPipeline peer = PeerBreakers.Closed();
        return
        [
            .. Pair.Immediate(
                "breaker closed, success",
                Bar.Ratio(0.20, 0),
                static callback => new OursCall(OursBreakers.Closed(), callback),
                static callback => new PeerCall(PeerBreakers.Closed(), callback)),
            .. Pair.Immediate(
                "breaker closed, slow-call limit",
                Bar.Ratio(0.25, 0),
                static callback => new OursCall(OursBreakers.ClosedWithSlowCallLimit(), callback),
                static callback => new PeerCall(PeerBreakers.Closed(), callback)),
            .. Pair.Of(
                "open breaker as a value",
                Bar.Ratio(0.30, 0),
                new OursRejectedCall(OursBreakers.Open()),
                new PeerRejectedCall(PeerBreakers.Open())),
            .. ScalingRows.Rows(
                team,
                "two threads, one shared breaker",
                Bar.Share(0.90),
                callback => new OursCall(ours, callback),
                callback => new PeerCall(peer, callback)),
        ];
    }
}
