using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience;

/// <summary>The options of a health gate, in a pipeline or before stages.</summary>
public sealed class HealthGateOptions
{
    /// <summary>The name in events, metrics and rejections. Default: "health gate".</summary>
    public string Name { get; set; } = "health gate";

    /// <summary>What happens while it is not well. Default: <see cref="HealthGateAction.Refuse"/>.</summary>
    public HealthGateAction Action { get; set; }

    /// <summary>
    /// From which state on it is not well: <see cref="HealthState.Degraded"/> or <see cref="HealthState.Unhealthy"/>, the default. As long
    /// as nobody has looked, it is well.
    /// </summary>
    public HealthState Threshold { get; set; } = HealthState.Unhealthy;

    /// <summary>How long a call waits, with <see cref="HealthGateAction.Wait"/>: 1 ms to 49 days. Default: 30 seconds.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a waiting call looks again: 1 ms to 49 days. Default: 200 ms.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    internal HealthGateOptions Copy() => (HealthGateOptions)MemberwiseClone();

    internal void Validate(OptionErrors errors)
    {
        errors.NotEmpty(nameof(Name), Name);
        if (!Enum.IsDefined(Action))
            errors.Add(nameof(Action), $"{(int)Action}", "one of the actions that are defined");
        if (Threshold is not (HealthState.Degraded or HealthState.Unhealthy))
            errors.Add(nameof(Threshold), $"{Threshold}", $"{HealthState.Degraded} or {HealthState.Unhealthy}");
        errors.Between(nameof(MaxWait), MaxWait, TimeSpan.FromMilliseconds(1), Require.LongestWait);
        errors.Between(nameof(PollInterval), PollInterval, TimeSpan.FromMilliseconds(1), Require.LongestWait);
    }
}
