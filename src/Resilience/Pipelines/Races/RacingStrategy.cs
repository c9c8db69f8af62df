namespace Resilience.Pipelines.Races;

/// <summary>
/// A strategy that may have several attempts of its inside run at the same time. It is the last of its part of the pipeline; the engine
/// runs the part inside as often as it says, each time as an execution of its own, and takes the first result that is good enough.
/// </summary>
internal abstract class RacingStrategy(string name) : ResilienceStrategy(name, StrategySteps.Enter)
{
    /// <summary>How many attempts there may be, the first one included.</summary>
    public abstract int MaxAttempts { get; }

    /// <summary>Whether an attempt that something inside refused is followed by another.</summary>
    public abstract bool HedgesRejections { get; }

    /// <summary>Whether an attempt may be started while another runs. If not, a synchronous call keeps its thread.</summary>
    public abstract bool MayOverlap { get; }

    /// <summary>Whether it is told how long attempts took.</summary>
    public virtual bool Measures => false;

    /// <summary>Whether a failure is followed by another attempt. An exception thrown here becomes the outcome.</summary>
    public abstract bool Handles(in FailedAttempt failure);

    /// <summary>Whether the end of a first attempt that was alone is that of the call; if so, and it was an answer, it is measured.</summary>
    /// <param name="core">The part of the pipeline that ends with the strategy.</param>
    /// <param name="ended">How the attempt ended.</param>
    /// <param name="began">When it began.</param>
    /// <param name="judgement">If not: how its result was judged, if it has one.</param>
    public bool IsEnd<T>(PipelineCore core, in Outcome<T> ended, long began, out Judgement judgement)
    {
        judgement = default;
        if (!ended.IsSuccess)
            return ended.IsCancelled || (ended.IsRejected && !HedgesRejections) || MaxAttempts == 1;
        if (core.RaceJudge is not null && !((ResultJudge<T>)core.RaceJudge).Accepts(ended.ResultOrDefault!, out judgement))
            return false;
        if (core.MeasuresRaces)
            Measure(began, won: true);
        return true;
    }

    /// <summary>
    /// How long to wait for the attempts that run before the next; zero or less for not at all, infinite for as long as they take. An
    /// exception thrown here becomes the outcome.
    /// </summary>
    public abstract TimeSpan DelayBefore(IRace race, int attempt);

    /// <summary>
    /// Asked for each attempt but the first, on a thread where it may take its time, just before it is made. An exception thrown here
    /// becomes the attempt's failure.
    /// </summary>
    public abstract ValueTask<RaceAction<T>> StartAsync<T>(RaceAttempt<T> attempt);

    /// <summary>Takes note of an attempt that gave the answer, or has lost before it ended. Not even a clock that throws harms the call.</summary>
    /// <param name="began">When it began, as the pipeline's clock counts.</param>
    /// <param name="won">Whether it gave the answer.</param>
    public void Measure(long began, bool won)
    {
        try
        {
            if (won)
                Answered(began);
            else
                Lost(began);
        }
        catch (Exception)
        {
            // One measurement less.
        }
    }

    /// <summary>An attempt gave the answer.</summary>
    protected virtual void Answered(long began)
    {
    }

    /// <summary>An attempt has lost before it ended.</summary>
    protected virtual void Lost(long began)
    {
    }

    /// <summary>An execution passes the strategy on its way in.</summary>
    protected virtual void Pass(ExecutionFrame frame)
    {
    }

    protected internal sealed override EntryVerdict Enter(ExecutionFrame frame)
    {
        frame.NeedSource();
        Pass(frame);
        return EntryVerdict.Proceed;
    }
}
