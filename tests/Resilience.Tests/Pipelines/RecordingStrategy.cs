namespace Resilience.Pipelines;

/// <summary>Takes part in every step and writes down each; what it does there, a test decides.</summary>
public sealed class RecordingStrategy(
    string name, List<string> steps, StrategySteps takesPart = StrategySteps.Enter | StrategySteps.Leave | StrategySteps.Deadline)
    : ResilienceStrategy(name, takesPart)
{
    public StrategyFacts OwnFacts { get; init; } = StrategyFacts.None;

    public Func<ExecutionFrame, RecordingStrategy, EntryVerdict>? OnEnter { get; init; }

    public Func<ExecutionFrame, RecordingStrategy, ValueTask<EntryVerdict>>? OnEnterAsync { get; init; }

    public Action<ExecutionFrame, RecordingStrategy>? OnSuccess { get; init; }

    public Action<ExecutionFrame, RecordingStrategy>? OnCancelled { get; init; }

    public Func<ExecutionFrame, RecordingStrategy, FailedAttempt, FailureVerdict>? OnFailure { get; init; }

    public Func<ExecutionFrame, RecordingStrategy, FailedAttempt, ValueTask<FailureVerdict>>? OnFailureAsync { get; init; }

    public Func<object>? Replacement { get; init; }

    public override StrategyFacts Facts => OwnFacts;

    public override string ToString() => Name;

    protected internal override EntryVerdict Enter(ExecutionFrame frame)
    {
        steps.Add($"{Name} enter {frame.Attempt}");
        if (OnEnter is not null)
            return OnEnter(frame, this);
        frame.SetDeadline(this, TimeSpan.Zero);
        return EntryVerdict.Proceed;
    }

    protected internal override async ValueTask<EntryVerdict> EnterAsync(ExecutionFrame frame)
    {
        steps.Add($"{Name} wait {frame.Attempt}");
        return OnEnterAsync is null ? EntryVerdict.Proceed : await OnEnterAsync(frame, this);
    }

    protected internal override void Success(ExecutionFrame frame)
    {
        steps.Add($"{Name} success {frame.Attempt}");
        OnSuccess?.Invoke(frame, this);
    }

    protected internal override void Cancelled(ExecutionFrame frame)
    {
        steps.Add($"{Name} cancelled {frame.Attempt}");
        OnCancelled?.Invoke(frame, this);
    }

    protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
    {
        steps.Add($"{Name} failure {frame.Attempt} {failure.Code}");
        if (OnFailureAsync is not null)
            return FailureVerdict.Wait;
        return OnFailure?.Invoke(frame, this, failure) ?? FailureVerdict.Propagate;
    }

    protected internal override ValueTask<FailureVerdict> FailureAsync(ExecutionFrame frame, FailedAttempt failure) =>
        OnFailureAsync!(frame, this, failure);

    protected internal override ValueTask<Outcome<T>> ReplaceAsync<T>(ExecutionFrame frame, FailedAttempt failure, Outcome<T> outcome)
    {
        steps.Add($"{Name} replace {frame.Attempt}");
        return new(Replacement?.Invoke() is T value ? Outcome.Success(value) : outcome);
    }
}
