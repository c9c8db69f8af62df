using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Gate.Rows;

/// <summary>Makes a row twice: called without a token, and with one that could be cancelled.</summary>
internal static class Pair
{
    /// <summary>A row whose callback completes at once.</summary>
    public static IEnumerable<GateRow> Immediate<TOurs, TPeer>(
        string name, Bar bar, Func<WorkCallback, TOurs> ours, Func<WorkCallback, TPeer> peer)
        where TOurs : struct, ICall
        where TPeer : struct, ICall
    {
        WorkCallback callback = Callbacks.NextImmediate();
        return Of(name, bar, ours(callback), peer(callback));
    }

    /// <summary>A row of calls that complete synchronously.</summary>
    public static IEnumerable<GateRow> Of<TOurs, TPeer>(string name, Bar bar, TOurs ours, TPeer peer)
        where TOurs : struct, ICall
        where TPeer : struct, ICall =>
        Of(name, (rowName, token) => new RatioRow(
            rowName,
            bar,
            new SynchronousContender<TOurs>(ours, token()),
            new SynchronousContender<TPeer>(peer, token())));

    /// <summary>Any row; each contender is to ask for a token of its own, so that registrations on it lie in nobody else's way.</summary>
    public static IEnumerable<GateRow> Of(string name, Func<string, Func<CancellationToken>, GateRow> create) =>
    [
        create(name, static () => CancellationToken.None),
        create(name + " · token", static () => new CancellationTokenSource().Token),
    ];
}
