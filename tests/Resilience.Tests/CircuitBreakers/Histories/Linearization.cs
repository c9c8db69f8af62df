namespace Resilience.CircuitBreakers.Histories;

/// <summary>
/// Looks for an order in which the model, doing one thing after the other, would have answered as the breaker did: what ended before
/// something else began must come first (Herlihy and Wing 1990; the search is that of Wing and Gong 1993, and takes no dead end twice).
/// </summary>
internal sealed class Linearization(HistoryRound[] rounds, string transitions)
{
    private readonly HashSet<(int Round, int One, int Other, string State)> _deadEnds = [];
    private int _most;

    /// <summary>How far the longest order goes that explains a beginning of the history, and what the model would do next.</summary>
    public string Furthest { get; private set; } = "";

    /// <summary>Whether there is such an order.</summary>
    public bool Exists(CircuitBreakerOptions options) => GoesOn(new HistoryState(options), 0, 0, 0, hasBegun: false);

    /// <summary>How many steps overlapped with one of the other thread.</summary>
    public static int OverlapsIn(HistoryRound[] rounds) => rounds.Sum(static round =>
        round.One.Count(one => round.Other.Any(other => one.Began <= other.Ended && other.Began <= one.Ended)));

    private bool GoesOn(HistoryState state, int round, int one, int other, bool hasBegun)
    {
        if (round == rounds.Length)
            return state.Transitions == transitions || Fails(round, 0, 0, state.Transitions);
        HistoryRound now = rounds[round];
        if (!hasBegun)
            state.Advance(now.Advance);
        if (!_deadEnds.Add((round, one, other, state.Fingerprint)))
            return false;
        HistoryStep? ofOne = one < now.One.Length ? now.One[one] : null;
        HistoryStep? ofOther = other < now.Other.Length ? now.Other[other] : null;
        if (ofOne is null && ofOther is null)
            return GoesOn(state, round + 1, 0, 0, hasBegun: false);
        return (MayBeNext(ofOne, ofOther) && Fits(state, ofOne!, out HistoryState afterOne) && GoesOn(afterOne, round, one + 1, other, true))
            || (MayBeNext(ofOther, ofOne) && Fits(state, ofOther!, out HistoryState afterOther)
                && GoesOn(afterOther, round, one, other + 1, true))
            || Fails(round, one, other, $"{Answer(state, ofOne)} | {Answer(state, ofOther)}");
    }

    private bool Fails(int round, int one, int other, string instead)
    {
        int length = (round * 1_000) + one + other;
        if (length >= _most)
        {
            _most = length;
            Furthest = $"round {round}, after {one} steps of the one and {other} of the other: {instead}";
        }

        return false;
    }

    private static string? Answer(HistoryState state, HistoryStep? step) => step is null ? null : state.Copy().Do(step);

    private static bool MayBeNext(HistoryStep? step, HistoryStep? alternative) =>
        step is not null && (alternative is null || alternative.Ended >= step.Began);

    private static bool Fits(HistoryState before, HistoryStep step, out HistoryState after)
    {
        after = before.Copy();
        return after.Do(step) == step.Result;
    }
}
