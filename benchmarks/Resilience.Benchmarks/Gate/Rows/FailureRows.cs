using Resilience.Benchmarks.Calls;
using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Gate.Rows;

/// <summary>Callbacks that fail: as values, with a bar; by throwing, without one, for there the runtime's throwing dominates.</summary>
internal static class FailureRows
{
    public static IEnumerable<GateRow> Create() =>
    [
        .. Pair.Of(
            "retry, two failures as values, then success",
            Bar.Ratio(0.20, 0),
            new OursOutcomeCall(OursPipelines.RetryWithoutDelay()),
            new PeerOutcomeCall(PeerPipelines.RetryWithoutDelay())),
        .. Pair.Of(
            "retry, callback throws twice, then success",
            Bar.None,
            new OursCall(OursPipelines.RetryWithoutDelay(), Callbacks.ThrowingTwice),
            new PeerCall(PeerPipelines.RetryWithoutDelay(), Callbacks.ThrowingTwice)),
        .. Pair.Of(
            "empty pipeline, callback throws, caller catches",
            Bar.None,
            new CatchingCall<OursCall>(new OursCall(OursPipelines.Empty(), Callbacks.Throwing)),
            new CatchingCall<PeerCall>(new PeerCall(PeerPipelines.Empty(), Callbacks.Throwing))),
    ];
}
