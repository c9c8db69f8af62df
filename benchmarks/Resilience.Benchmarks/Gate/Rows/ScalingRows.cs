using Resilience.Benchmarks.Calls;
using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Gate.Rows;

/// <summary>What a second thread adds: with a pipeline for each, and with one that they share.</summary>
internal static class ScalingRows
{
    private static readonly Bar _bar = Bar.Share(0.90);

    public static IEnumerable<GateRow> Create(ThreadTeam team)
    {
        var oursRetry = OursPipelines.Retry();
        var peerRetry = PeerPipelines.Retry();
        var oursNested = OursPipelines.TimeoutRetryTimeout();
        var peerNested = PeerPipelines.TimeoutRetryTimeout();
        return
        [
            .. Rows(
                team,
                "two threads, each its own retry",
                _bar,
                static callback => new OursCall(OursPipelines.Retry(), callback),
                static callback => new PeerCall(PeerPipelines.Retry(), callback)),
            .. Rows(
                team,
                "two threads, one shared retry",
                _bar,
                callback => new OursCall(oursRetry, callback),
                callback => new PeerCall(peerRetry, callback)),
            .. Rows(
                team,
                "two threads, each its own timeout → retry → timeout",
                _bar,
                static callback => new OursCall(OursPipelines.TimeoutRetryTimeout(), callback),
                static callback => new PeerCall(PeerPipelines.TimeoutRetryTimeout(), callback)),
            .. Rows(
                team,
                "two threads, one shared timeout → retry → timeout",
                _bar,
                callback => new OursCall(oursNested, callback),
                callback => new PeerCall(peerNested, callback)),
        ];
    }

    public static IEnumerable<GateRow> Rows(
        ThreadTeam team, string name, Bar bar, Func<WorkCallback, OursCall> ours, Func<WorkCallback, PeerCall> peer)
    {
        WorkCallback callback = Callbacks.NextImmediate();
        return Pair.Of(name, (rowName, token) => new ScalingRow(
            rowName,
            bar,
            team,
            PerThread(() => ours(callback), token),
            PerThread(() => peer(callback), token),
            PerThread(() => new DirectCall(callback), token)));
    }

    private static Contender[] PerThread<TCall>(Func<TCall> call, Func<CancellationToken> token)
        where TCall : struct, ICall
    {
        var contenders = new Contender[ThreadTeam.Size];
        for (int i = 0; i < contenders.Length; i++)
        {
            contenders[i] = new SynchronousContender<TCall>(call(), token());
        }

        return contenders;
    }
}
