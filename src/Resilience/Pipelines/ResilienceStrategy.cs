using System.Diagnostics.CodeAnalysis;

namespace Resilience.Pipelines;

/// <summary>
/// One layer of a pipeline, as a pair of small steps: attempts enter it on the way in and leave it on the way out.
/// </summary>
/// <remarks>
/// One instance serves every execution of the pipeline, at the same time and on any thread; what belongs to one execution is kept in
/// <see cref="ExecutionFrame.Slot"/>. The engine calls the steps in this order: <see cref="Enter"/> outermost first, then the user's
/// callback, then for every strategy entered, innermost first, exactly one of <see cref="Success"/>, <see cref="Failure"/> and
/// <see cref="Cancelled"/>. A strategy never runs its inside itself; it asks for it with <see cref="ExecutionFrame.Retry"/>.
/// </remarks>
[Experimental(ExperimentalIds.StrategyContract)]
public abstract class ResilienceStrategy
{
    /// <summary>Creates a strategy.</summary>
    /// <param name="name">The name that messages, events and metrics use.</param>
    /// <param name="steps">The steps that the strategy takes part in when things go well.</param>
    protected ResilienceStrategy(string name, StrategySteps steps)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Steps = steps;
    }

    /// <summary>The name that messages, events and metrics use.</summary>
    public string Name { get; }

    /// <summary>The steps that the strategy takes part in when things go well.</summary>
    public StrategySteps Steps { get; }

    /// <summary>What the strategy tells about itself to the check for hazards.</summary>
    public virtual StrategyFacts Facts => StrategyFacts.None;

    /// <summary>The strategy's place in its pipeline, 0 for the outermost.</summary>
    internal int Index { get; set; }

    /// <summary>Whether attempts inside are left behind when the deadline passes, rather than waited for.</summary>
    internal virtual bool Abandons => false;

    /// <summary>Whether <see cref="ExecutionFrame.AttemptBegan"/> must be kept.</summary>
    internal virtual bool TimesAttempts => false;

    /// <summary>Called once, when the pipeline is built.</summary>
    internal virtual void Prepare(PipelineSettings settings)
    {
    }

    /// <summary>The strategy and its settings in a few words, for <c>ToString()</c> of the pipeline.</summary>
    public abstract override string ToString();

    /// <summary>
    /// Called before an attempt passes the strategy, if <see cref="StrategySteps.Enter"/> is set. Must be fast and must not block.
    /// </summary>
    /// <param name="frame">The execution; not to be kept.</param>
    /// <returns>Whether the attempt may go on.</returns>
    protected internal virtual EntryVerdict Enter(ExecutionFrame frame) => EntryVerdict.Proceed;

    /// <summary>Called when <see cref="Enter"/> answered <see cref="EntryVerdict.Wait"/>.</summary>
    /// <param name="frame">The execution; not to be kept.</param>
    /// <returns>Proceed or Stop.</returns>
    protected internal virtual ValueTask<EntryVerdict> EnterAsync(ExecutionFrame frame) => new(EntryVerdict.Proceed);

    /// <summary>Called when what is inside succeeded, if <see cref="StrategySteps.Leave"/> is set.</summary>
    /// <param name="frame">The execution; not to be kept.</param>
    protected internal virtual void Success(ExecutionFrame frame)
    {
    }

    /// <summary>Called when the caller cancelled while the attempt was inside, if <see cref="StrategySteps.Leave"/> is set.</summary>
    /// <param name="frame">The execution; not to be kept.</param>
    protected internal virtual void Cancelled(ExecutionFrame frame)
    {
    }

    /// <summary>
    /// Called when an attempt inside is left behind at its deadline, before the strategy is left. What is held for it may be held until it
    /// really ends.
    /// </summary>
    /// <param name="frame">The execution; not to be kept. Null if a middleware stands between the strategy and the callback.</param>
    /// <param name="work">Ends when the attempt does. On any thread.</param>
    protected internal virtual void LeftBehind(ExecutionFrame? frame, Task work)
    {
    }

    /// <summary>Called when what is inside failed or was rejected. An exception thrown here becomes the attempt's failure.</summary>
    /// <param name="frame">The execution; not to be kept.</param>
    /// <param name="failure">What failed, classified.</param>
    /// <returns>What to do about it.</returns>
    protected internal virtual FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure) => FailureVerdict.Propagate;

    /// <summary>
    /// Called when <see cref="Failure"/> answered <see cref="FailureVerdict.Wait"/>. An exception thrown here becomes the attempt's
    /// failure.
    /// </summary>
    /// <param name="frame">The execution; not to be kept.</param>
    /// <param name="failure">What failed, classified.</param>
    /// <returns>What to do about it; not Wait.</returns>
    protected internal virtual ValueTask<FailureVerdict> FailureAsync(ExecutionFrame frame, FailedAttempt failure) => default;

    /// <summary>Called after <see cref="FailureVerdict.Replace"/>. An exception thrown here becomes the attempt's failure.</summary>
    /// <typeparam name="T">The type of the call's result.</typeparam>
    /// <param name="frame">The execution; not to be kept.</param>
    /// <param name="failure">What failed, classified.</param>
    /// <param name="outcome">The outcome to be replaced.</param>
    /// <returns>The outcome that the strategies outside see.</returns>
    protected internal virtual ValueTask<Outcome<T>> ReplaceAsync<T>(ExecutionFrame frame, FailedAttempt failure, Outcome<T> outcome) =>
        new(outcome);
}
