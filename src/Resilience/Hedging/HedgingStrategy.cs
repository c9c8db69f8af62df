using System.Runtime.CompilerServices;
using Resilience.Pipelines;
using Resilience.Pipelines.Races;
using Resilience.Telemetry;

namespace Resilience.Hedging;

/// <summary>Says when a call is given another attempt, and which. The race itself is the engine's.</summary>
/// <typeparam name="TResult">The type of the calls for which <paramref name="actions"/> knows other actions.</typeparam>
internal sealed class HedgingStrategy<TResult>(
    HedgingOptionsBase options, Func<HedgingActionArguments<TResult>, Func<CancellationToken, ValueTask<TResult>>?>? actions)
    : RacingStrategy(options.Name)
{
    private readonly HedgingDelay _delay = options.Delay;
    private readonly Func<HedgingDelayArguments, TimeSpan?>? _generator = options.DelayGenerator;
    private readonly FailureFilter _handle = options.Handle;
    private readonly RetryBudget? _budget = options.Budget;
    private readonly Func<HedgingArguments, ValueTask>? _onHedging = options.OnHedging;
    private readonly string _words = HedgingText.Describe(options);
    private TimeProvider _clock = TimeProvider.System;

    public override int MaxAttempts { get; } = options.MaxAttempts;

    public override bool HedgesRejections { get; } = options.HedgeRejections;

    public override bool Measures => _delay.IsMeasured;

    public override bool MayOverlap => MaxAttempts > 1 && (_generator is not null || _delay.Current >= TimeSpan.Zero);

    public override StrategyFacts Facts { get; } = HedgingText.FactsOf(options);

    public override string ToString() => _words;

    public override bool Handles(in FailedAttempt failure) => _handle.Matches(failure);

    public override TimeSpan DelayBefore(IRace race, int attempt)
    {
        TimeSpan delay = _delay.Current;
        return _generator?.Invoke(new(attempt, delay, race.Context)) ?? delay;
    }

    public override ValueTask<RaceAction<T>> StartAsync<T>(RaceAttempt<T> attempt)
    {
        RaceAction<T> action = Choose(attempt);
        if (!action.IsMade || _budget?.TryAcquire() == false)
            return new(RaceAction<T>.None);
        attempt.Publish(ResilienceEventKind.Hedging, this, attempt.Elapsed, attempt.Reason?.Code, attempt.Reason?.Exception);
        return _onHedging is null ? new(action) : NotifyAsync(attempt, _onHedging, action);
    }

    internal override void Prepare(PipelineSettings settings) => _clock = settings.TimeProvider;

    protected override void Pass(ExecutionFrame frame)
    {
        _budget?.RecordCall();
        if (_delay.IsMeasured)
            frame.SlotOf(Index).Entry = _clock.GetTimestamp();
    }

    protected override void Answered(long began) => _delay.RecordAnswer(_clock.GetElapsedTime(began));

    protected override void Lost(long began) => _delay.RecordLoss(_clock.GetElapsedTime(began));

    private RaceAction<T> Choose<T>(RaceAttempt<T> attempt)
    {
        if (actions is null || typeof(T) != typeof(TResult))
            return RaceAction<T>.Same;
        // The types are the same: the compiler cannot know.
        return actions(new(Unsafe.As<RaceAttempt<TResult>>(attempt))) is { } action
            ? RaceAction<T>.Instead(Unsafe.As<Func<CancellationToken, ValueTask<T>>>(action))
            : RaceAction<T>.None;
    }

    private async ValueTask<RaceAction<T>> NotifyAsync<T>(
        RaceAttempt<T> attempt, Func<HedgingArguments, ValueTask> handler, RaceAction<T> action)
    {
        var arguments = new HedgingArguments(attempt.Number, attempt.Elapsed, attempt.Reason, attempt.Context);
        await Notification.SendAsync(attempt, this, handler, arguments).ConfigureAwait(false);
        return action;
    }
}
