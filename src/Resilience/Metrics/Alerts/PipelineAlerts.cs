using System.Collections.Concurrent;
using Resilience.CircuitBreakers;
using Resilience.Metrics.Alerts;
using Resilience.Pipelines;
using Resilience.Telemetry;

namespace Resilience;

/// <summary>
/// Feeds an <see cref="AlertCenter"/> with what happens in the pipelines that it listens to, without stages or an orchestrator: a failure
/// ratio that stays too high, saturation that stays, circuits that open; and the end of each.
/// </summary>
/// <remarks>
/// There is no timer: what has become of a ratio shows with the next event of its pipeline. The events that it needs have every execution
/// measured, as any listener does.
/// </remarks>
public sealed class PipelineAlerts : IResilienceListener
{
    private const int MostPipelines = 1_024;

    private readonly AlertCenter _center;
    private readonly PipelineRules _rules;
    private readonly ConcurrentDictionary<string, PipelineWatch> _pipelines = new(StringComparer.Ordinal);

    /// <summary>Makes a listener, to be added to any number of builders.</summary>
    /// <param name="center">Where alerts go.</param>
    /// <param name="options">The rules; the defaults if null. They are copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="center"/> is null.</exception>
    /// <exception cref="ArgumentException">Options are out of their ranges; the message lists all of them.</exception>
    public PipelineAlerts(AlertCenter center, PipelineAlertOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(center);
        _center = center;
        options ??= new();
        OptionErrors.Check("pipeline alerts", errors =>
        {
            errors.Between(nameof(options.FailureRatio), options.FailureRatio, double.Epsilon, 1);
            errors.Between(nameof(options.SaturationRatio), options.SaturationRatio, double.Epsilon, 1);
            errors.Between(nameof(options.Window), options.Window, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
            errors.Between(nameof(options.MinimumCalls), options.MinimumCalls, 1, 1_000_000);
            errors.Between(nameof(options.For), options.For, TimeSpan.Zero, TimeSpan.FromDays(1));
        });
        _rules = new(options, center.TimeProvider);
    }

    /// <inheritdoc />
    public void OnEvent(in ResilienceEvent resilienceEvent)
    {
        switch (resilienceEvent.Kind)
        {
            case ResilienceEventKind.CircuitStateChanged:
                CircuitChanged(resilienceEvent);
                break;
            case ResilienceEventKind.ExecutionCompleted when resilienceEvent.Status is OutcomeStatus.Success or OutcomeStatus.Failure:
                Watch(resilienceEvent.Pipeline)?.Ended(resilienceEvent.Status == OutcomeStatus.Failure, _center);
                break;
            case ResilienceEventKind.Rejected when IsSaturation(resilienceEvent.Code):
                Watch(resilienceEvent.Pipeline)?.Refused(_center);
                break;
        }
    }

    private static bool IsSaturation(string? code) =>
        code is ErrorCodes.BulkheadFull or ErrorCodes.QueueTimeout or ErrorCodes.RateLimited or ErrorCodes.Shed;

    private void CircuitChanged(in ResilienceEvent told)
    {
        string component = told.Strategy ?? told.Pipeline;
        string message = CircuitAlerts.Words(component, told.Reason ?? "its state changed");
        if (told.Code is not null)
        {
            _center.Raise(new()
            {
                Key = CircuitAlerts.Key(component),
                Level = AlertLevel.Critical,
                Message = message,
                Timestamp = _center.TimeProvider.GetUtcNow(),
                Pipeline = told.Pipeline,
                Component = component,
                Code = told.Code,
            });
        }
        else if (told.Reason?.Contains($"→ {CircuitWords.Of(CircuitState.HalfOpen)}", StringComparison.Ordinal) != true)
        {
            _center.Resolve(CircuitAlerts.Key(component), message);
        }
    }

    // Names come from code; should they come from data, those after the first thousand are left alone.
    private PipelineWatch? Watch(string pipeline)
    {
        if (_pipelines.TryGetValue(pipeline, out PipelineWatch? watch))
            return watch;
        return _pipelines.Count < MostPipelines
            ? _pipelines.GetOrAdd(pipeline, static (name, rules) => new(name, rules), _rules)
            : null;
    }
}
