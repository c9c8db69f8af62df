namespace Resilience.Pipelines;

/// <summary>Why a result was not taken for a success.</summary>
internal readonly struct Judgement
{
    /// <summary>The result was judged a failure by the strategy at an index, or by <see cref="ResultJudge.Everyone"/>.</summary>
    public Judgement(int by, Failure failure)
    {
        By = by;
        Failure = failure;
    }

    /// <summary>The judge itself failed.</summary>
    public Judgement(Exception fault)
    {
        By = ResultJudge.Nobody;
        Fault = fault;
    }

    /// <summary>
    /// The index of the innermost strategy that judged the result a failure, or one of the constants of <see cref="ResultJudge"/>.
    /// </summary>
    public int By { get; }

    /// <summary>The classification, if the result was judged for everyone.</summary>
    public Failure Failure { get; }

    /// <summary>What the judge threw.</summary>
    public Exception? Fault { get; }
}
