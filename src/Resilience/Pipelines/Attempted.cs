namespace Resilience.Pipelines;

/// <summary>What became of one attempt, before any strategy has decided about it.</summary>
internal readonly struct Attempted<T>
{
    private const int Nobody = -1;

    /// <summary>The attempt ran and returned or failed.</summary>
    public Attempted(Outcome<T> outcome)
    {
        Outcome = outcome;
        StoppedAt = Nobody;
        JudgedBy = Nobody;
    }

    /// <summary>The attempt ran and threw.</summary>
    public Attempted(Exception exception)
        : this(Resilience.Outcome.Failure<T>(exception))
    {
    }

    /// <summary>The attempt ran and returned a value that was judged a failure, by one strategy or for everyone.</summary>
    public Attempted(T result, int judgedBy, Failure judgement)
        : this(new Outcome<T>(result))
    {
        JudgedBy = judgedBy;
        Judgement = judgement;
    }

    /// <summary>The attempt was stopped, or has to wait, at a strategy.</summary>
    public Attempted(ExecutionFrame frame, EntryVerdict verdict, int stoppedAt)
    {
        Waits = verdict == EntryVerdict.Wait;
        StoppedAt = stoppedAt;
        JudgedBy = Nobody;
        if (!Waits)
            Outcome = frame.TakeEntryFault<T>();
    }

    /// <summary>How the attempt ended; of no meaning while it waits.</summary>
    public Outcome<T> Outcome { get; }

    /// <summary>Whether the strategy at <see cref="StoppedAt"/> must be awaited.</summary>
    public bool Waits { get; }

    /// <summary>The strategy that the attempt did not pass; negative if it passed all.</summary>
    public int StoppedAt { get; }

    /// <summary>The strategy that judged the result a failure; <see cref="ResultJudge{T}.Everyone"/>; or negative for nobody.</summary>
    public int JudgedBy { get; }

    /// <summary>The classification of a result that was judged for everyone.</summary>
    public Failure Judgement { get; }

    /// <summary>Whether the result was judged a failure.</summary>
    public bool IsJudged => JudgedBy != Nobody;
}
