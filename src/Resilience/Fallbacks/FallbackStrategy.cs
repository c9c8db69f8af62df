using System.Runtime.CompilerServices;
using Resilience.Pipelines;
using Resilience.Telemetry;

namespace Resilience.Fallbacks;

/// <summary>Replaces failures of calls whose result is a <typeparamref name="T"/>; others pass. It has no part in a success.</summary>
internal sealed class FallbackStrategy<T>(
    FallbackOptionsBase options,
    Func<FallbackArguments<T>, CancellationToken, ValueTask<T>> action,
    Func<FallbackArguments<T>, ValueTask>? onFallback,
    bool isShadow)
    : ResilienceStrategy(options.Name, StrategySteps.None)
{
    private readonly FailureFilter _handle = options.Handle;

    public override StrategyFacts Facts { get; } = new() { ReplacesFailures = true };

    public override string ToString() => $"{Name} (on {_handle}{(typeof(T) == typeof(Unit) ? "" : $", to {typeof(T).Name}")})";

    protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure) =>
        frame.IsOwnJudgement || _handle.Matches(failure) ? FailureVerdict.Replace : FailureVerdict.Propagate;

    protected internal override ValueTask<Outcome<TResult>> ReplaceAsync<TResult>(
        ExecutionFrame frame, FailedAttempt failure, Outcome<TResult> outcome)
    {
        if (typeof(TResult) != typeof(T))
            return new(outcome);
        if (isShadow)
        {
            frame.WouldHave(this, "fallback");
            return new(outcome);
        }

        // The types are the same: the compiler cannot know, and a cast through object would box.
        ValueTask<Outcome<T>> replaced = ReplaceAsync(frame, failure, Unsafe.As<Outcome<TResult>, Outcome<T>>(ref outcome));
        return Unsafe.As<ValueTask<Outcome<T>>, ValueTask<Outcome<TResult>>>(ref replaced);
    }

    private async ValueTask<Outcome<T>> ReplaceAsync(ExecutionFrame frame, FailedAttempt failure, Outcome<T> outcome)
    {
        var arguments = new FallbackArguments<T>(outcome, failure, frame.Attempt, frame.Context, frame.CallState);
        frame.Publish(ResilienceEventKind.FallbackUsed, this, default, failure);
        await frame.NotifyAsync(this, onFallback, arguments).ConfigureAwait(false);
        return new(await action(arguments, frame.ReplacementToken).ConfigureAwait(false));
    }
}
