using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Gate.Rows;

/// <summary>
/// Rate limits: with more permits than the run can take, with none, and shared by two threads, which count on one number by nature.
/// </summary>
internal static class LimitRows
{
    public static IEnumerable<GateRow> Create(ThreadTeam team)
    {
        ResiliencePipeline ours = OursLimits.TokenBucket();
        PeerPipeline peer = PeerLimits.TokenBucket();
        return
        [
            .. Pair.Immediate(
                "token bucket, far from empty",
                Bar.Ratio(0.30, 0),
                static callback => new OursCall(OursLimits.TokenBucket(), callback),
                static callback => new PeerCall(PeerLimits.TokenBucket(), callback)),
            .. Pair.Immediate(
                "sliding window, far from full",
                Bar.None,
                static callback => new OursCall(OursLimits.SlidingWindow(), callback),
                static callback => new PeerCall(PeerLimits.SlidingWindow(), callback)),
            .. Pair.Of(
                "empty token bucket as a value",
                Bar.None,
                new OursRejectedCall(OursLimits.EmptyTokenBucket()),
                new PeerRejectedCall(PeerLimits.EmptyTokenBucket())),
            .. ScalingRows.Rows(
                team,
                "two threads, one shared token bucket",
                Bar.None,
                callback => new OursCall(ours, callback),
                callback => new PeerCall(peer, callback)),
        ];
    }
}
