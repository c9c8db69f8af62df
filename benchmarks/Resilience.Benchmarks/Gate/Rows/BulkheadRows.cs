using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Gate.Rows;

/// <summary>Bulkheads: with room, full, and shared by two threads, who by nature share its count.</summary>
internal static class BulkheadRows
{
    public static IEnumerable<GateRow> Create(ThreadTeam team)
    {
        ResiliencePipeline ours = OursBulkheads.Free();
        PeerPipeline peer = PeerBulkheads.Free();
        return
        [
            .. Pair.Immediate(
                "bulkhead with room, success",
                Bar.Ratio(0.25, 0),
                static callback => new OursCall(OursBulkheads.Free(), callback),
                static callback => new PeerCall(PeerBulkheads.Free(), callback)),
            .. Pair.Of(
                "full bulkhead as a value",
                Bar.Ratio(0.02, 0),
                new OursRejectedCall(OursBulkheads.Full()),
                new PeerRejectedCall(PeerBulkheads.Full())),
            .. ScalingRows.Rows(
                team,
                "two threads, one shared bulkhead",
                Bar.None,
                callback => new OursCall(ours, callback),
                callback => new PeerCall(peer, callback)),
        ];
    }
}
