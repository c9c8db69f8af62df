namespace Resilience;

/// <summary>What has come of a fan-out.</summary>
/// <typeparam name="T">The type of the answers.</typeparam>
public sealed class FanOutResult<T>
{
    internal FanOutResult(string group, FanOutAnswer<T>[] answers, int? winner, int successes, TimeSpan duration)
    {
        Group = group;
        Answers = answers;
        Duration = duration;
        WinnerIndex = winner;
        Successes = successes;
    }

    /// <summary>The name of the group.</summary>
    public string Group { get; }

    /// <summary>One answer for each dependency that was asked, in the order of the group.</summary>
    public IReadOnlyList<FanOutAnswer<T>> Answers { get; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; }

    /// <summary>How many succeeded.</summary>
    public int Successes { get; }

    /// <summary>Whether somebody succeeded.</summary>
    public bool IsSuccess => Successes > 0;

    /// <summary>Whether some succeeded and some did not, those that were not needed left aside.</summary>
    public bool IsPartial => Successes > 0 && Errors.Any();

    /// <summary>
    /// With <see cref="FanOutStrategy.FirstSuccess"/>, the first acceptable answer; null if there is none, or by another strategy.
    /// </summary>
    public FanOutAnswer<T>? Winner => WinnerIndex is { } index ? Answers[index] : null;

    /// <summary>The results of those that succeeded, in the order of the group; empty if nobody did.</summary>
    public IEnumerable<T> Results =>
        Answers.Where(static answer => answer.Outcome.IsSuccess).Select(static answer => answer.Outcome.Result);

    /// <summary>Those that did not succeed, in the order of the group, without those that were left out.</summary>
    public IEnumerable<FanOutAnswer<T>> Errors =>
        Answers.Where(static answer => !answer.Outcome.IsSuccess && answer.Kind != FanOutAnswerKind.LeftOut);

    internal int? WinnerIndex { get; }

    /// <summary>How many of how many succeeded, and in what time.</summary>
    public override string ToString() =>
        $"{Group}: {Successes} of {Answers.Count} succeeded in {Timing.DurationText.Format(Duration)}";
}
