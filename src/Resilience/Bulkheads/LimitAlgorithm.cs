namespace Resilience.Bulkheads;

/// <summary>
/// Decides about an adaptive limit, and nothing else: it neither measures nor enforces. What it decides depends on the windows that it has
/// been shown and on nothing besides, so that it can be tested with a table and replayed.
/// </summary>
/// <remarks>
/// Each limit has an algorithm of its own, made by <see cref="AdaptiveLimitOptions.CreateAlgorithm"/>, and shows it one window after the
/// other, never two at a time. An algorithm may therefore keep what it has learned in fields. It runs on the thread of a call that has
/// just ended, and must be fast. If it throws, the limit stays and the exception is reported.
/// </remarks>
public abstract class LimitAlgorithm
{
    /// <summary>Decides about a window. The result never leads out of the window's bounds.</summary>
    /// <param name="window">What was measured.</param>
    /// <returns>The change of <see cref="LimitWindow.Limit"/>, and why.</returns>
    public LimitDecision Decide(in LimitWindow window)
    {
        LimitDecision proposal = Propose(window);
        string reason = string.IsNullOrEmpty(proposal.Reason) ? LimitReasons.Unexplained : proposal.Reason;
        long wanted = (long)window.Limit + proposal.Change;
        long limit = Math.Min(Math.Max(wanted, window.Min), Math.Max(window.Min, window.Max));
        if (limit == window.Limit && wanted != limit)
            reason = wanted < limit ? LimitReasons.AtMinimum : LimitReasons.AtMaximum;
        return new((int)(limit - window.Limit), reason);
    }

    /// <summary>What the algorithm would do if there were no bounds: a change that leads out of them is cut.</summary>
    /// <param name="window">What was measured.</param>
    /// <returns>The change of <see cref="LimitWindow.Limit"/>, and why.</returns>
    protected abstract LimitDecision Propose(in LimitWindow window);
}
