namespace Resilience.Metrics.Alerts;

/// <summary>The rules for pipelines, in the clock's unit.</summary>
internal sealed class PipelineRules(PipelineAlertOptions options, TimeProvider clock)
{
    public TimeProvider Clock => clock;

    public double FailureRatio { get; } = options.FailureRatio;

    public double SaturationRatio { get; } = options.SaturationRatio;

    public int MinimumCalls { get; } = options.MinimumCalls;

    public long Window { get; } = (long)(options.Window.TotalSeconds * clock.TimestampFrequency);

    public long For { get; } = (long)(options.For.TotalSeconds * clock.TimestampFrequency);

    public AlertLevel FailureLevel { get; } = options.FailureLevel;

    public AlertLevel SaturationLevel { get; } = options.SaturationLevel;
}
