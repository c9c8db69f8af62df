using Resilience.Telemetry;
using Resilience.Timing;

namespace Resilience.Pipelines.Races;

/// <summary>One attempt of a race.</summary>
/// <typeparam name="T">The type of the call's result.</typeparam>
internal sealed class RaceAttempt<T>(IRace<T> race, int number, CancellationTokenSource source, CancellationToken caller, long due)
    : INotifier
{
    private readonly PipelineCore _core = race.Core;
    private CancellationTokenRegistration _link;

    /// <summary>How it ended.</summary>
    public Outcome<T> Outcome;

    /// <summary>Which attempt it is, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>What cancels it: the frame's for the first, its own for every other.</summary>
    public CancellationTokenSource Source { get; } = source;

    public CancellationToken Token { get; } = source.Token;

    /// <summary>What is around the execution of the part inside.</summary>
    public Surroundings Around => new(caller, due, Number);

    /// <summary>When it began, as the pipeline's clock counts; 0 if nobody measures.</summary>
    public long Began { get; set; }

    /// <summary>How long after the beginning of the race it was started.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>What failed, and was the reason to start it; null if time was.</summary>
    public FailedAttempt? Reason { get; init; }

    /// <summary>The race that it is part of.</summary>
    public IRace<T> Race => race;

    /// <summary>The attempt's own view of the caller's context, if there is one.</summary>
    public ResilienceContext? View { get; init; }

    /// <summary>The attempt that was started before this one.</summary>
    public RaceAttempt<T>? Previous { get; init; }

    /// <summary>The attempt that ended after this one, while both wait to be looked at.</summary>
    public RaceAttempt<T>? Next { get; set; }

    /// <summary>Whether it ended before the race did.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Whether it was made at all; known when it has ended.</summary>
    public bool WasMade { get; set; } = true;

    /// <summary>How its result was judged, if that was asked before the race began.</summary>
    public Judgement? Judgement { get; set; }

    /// <summary>What is told of it as a failure, once it was judged one.</summary>
    public FailedAttempt Failed { get; set; }

    /// <summary>The context for users' callbacks about this attempt: its view of the caller's, or one of its own.</summary>
    public ResilienceContext Context => View ?? (field ??= new ResilienceContext(null, caller));

    TimeProvider INotifier.TimeProvider => _core.TimeProvider;

    CancellationToken INotifier.GiveUp => Token;

    /// <summary>Has whatever cancels the race cancel the attempt, too.</summary>
    public void LinkTo(CancellationToken race) =>
        _link = race.UnsafeRegister(static source => ((CancellationTokenSource)source!).CancelAsync(), Source);

    /// <summary>The opposite. A cancellation that is just on its way may still arrive.</summary>
    public void Unlink()
    {
        _link.Unregister();
        _link = default;
    }

    public TimeSpan? Remaining(ResilienceStrategy strategy)
    {
        if (due == Timeline.Never)
            return null;
        TimeSpan left = _core.Timeline.Until(due);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    public void PublishFault(ResilienceStrategy strategy, Exception exception) =>
        Publish(ResilienceEventKind.CallbackFailed, strategy, default, null, exception);

    /// <summary>Publishes an event of the strategy about this attempt.</summary>
    public void Publish(ResilienceEventKind kind, ResilienceStrategy strategy, TimeSpan duration, string? code, Exception? exception)
    {
        if (!_core.Telemetry.Hears(kind))
            return;
        _core.Telemetry.Publish(new(kind, _core.Telemetry.PipelineName)
        {
            Strategy = strategy.Name,
            OperationKey = View?.OperationKey,
            Attempt = Number,
            Duration = duration,
            Code = code,
            Exception = exception,
        });
    }
}
