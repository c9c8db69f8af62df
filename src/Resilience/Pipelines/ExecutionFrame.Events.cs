using Resilience.Telemetry;

namespace Resilience.Pipelines;

public sealed partial class ExecutionFrame : INotifier
{
    CancellationToken INotifier.GiveUp => _caller;

    /// <summary>Publishes an event of a strategy to listeners, meter and log; costs a few reads while nobody listens.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="strategy">The strategy itself.</param>
    /// <param name="duration">A time, as the kind of event says.</param>
    /// <param name="failure">The failure that it is about; the default for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="strategy"/> is null.</exception>
    public void Publish(ResilienceEventKind kind, ResilienceStrategy strategy, TimeSpan duration, in FailedAttempt failure)
    {
        if (Core.Telemetry.Hears(kind))
            Publish(kind, strategy, duration, failure.Code, failure.Exception);
    }

    void INotifier.PublishFault(ResilienceStrategy strategy, Exception exception) => PublishFault(strategy, exception);

    /// <summary>Something of a user's, or of a strategy's, threw where nobody can be told but those who listen.</summary>
    internal void PublishFault(ResilienceStrategy? strategy, Exception exception)
    {
        if (Core.Telemetry.Hears(ResilienceEventKind.CallbackFailed))
            Publish(ResilienceEventKind.CallbackFailed, strategy, default, null, exception);
    }

    internal void Publish(
        ResilienceEventKind kind,
        ResilienceStrategy? strategy,
        TimeSpan duration,
        string? code,
        Exception? exception,
        string? reason = null)
    {
        Core.Telemetry.Publish(new(kind, PipelineName)
        {
            Strategy = strategy?.Name,
            OperationKey = ContextOrNull?.OperationKey,
            Attempt = Attempt,
            Duration = duration,
            Code = code,
            Reason = reason,
            Exception = exception,
        });
    }

    /// <summary>An attempt other than the first begins; its exact time is taken only if somebody measures.</summary>
    internal void StartMeasuring()
    {
        if (Core.TimesAttempts)
            AttemptBegan = Core.Timeline.Now;
        if (Started != 0)
            AttemptStarted = Core.TimeProvider.GetTimestamp();
    }

    /// <summary>An attempt has ended, well or not; only if somebody measures.</summary>
    internal void ReportAttempt(string? code)
    {
        Core.Telemetry.AttemptEnded(Core.TimeProvider.GetElapsedTime(AttemptStarted), code);
    }

    /// <summary>The execution has ended in a way that was not a success at once; only if somebody measures.</summary>
    internal void ReportEnd<T>(in Outcome<T> outcome)
    {
        Core.Telemetry.ExecutionEnded(
            Core.TimeProvider.GetElapsedTime(Started), outcome.Status, outcome.Code, Attempt, ContextOrNull?.OperationKey);
    }
}
