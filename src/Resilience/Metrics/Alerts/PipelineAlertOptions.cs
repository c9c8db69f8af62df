namespace Resilience.Metrics.Alerts;

/// <summary>The rules of a <see cref="PipelineAlerts"/>.</summary>
public sealed class PipelineAlertOptions
{
    /// <summary>
    /// From which share of failed executions on a pipeline is in trouble: above 0 to 1. Cancelled and refused executions do not count.
    /// Default: 0.5.
    /// </summary>
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>
    /// From which share of attempts refused by full bulkheads, queues and rate limits on a pipeline is saturated: above 0 to 1, of
    /// executions and refusals. Default: 0.1.
    /// </summary>
    public double SaturationRatio { get; set; } = 0.1;

    /// <summary>The window in which shares are counted: 1 second to 1 day. Default: 1 minute.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many executions the window must hold before its shares say anything: 1 to 1,000,000. Default: 20.</summary>
    public int MinimumCalls { get; set; } = 20;

    /// <summary>For how long a share must stay too high before it is told: 0 to 1 day. Default: 1 minute.</summary>
    public TimeSpan For { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The level of a failure ratio that is too high. Default: <see cref="AlertLevel.Error"/>.</summary>
    public AlertLevel FailureLevel { get; set; } = AlertLevel.Error;

    /// <summary>The level of saturation. Default: <see cref="AlertLevel.Warning"/>.</summary>
    public AlertLevel SaturationLevel { get; set; } = AlertLevel.Warning;
}
