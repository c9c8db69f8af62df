using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Resilience.Hosting.HealthChecks;

/// <summary>What a monitor knows, as a health check. It asks nothing: the monitor has asked already.</summary>
internal sealed class MonitorHealthCheck(HealthMonitor monitor, HealthStatus unknown) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        HealthSnapshot snapshot = monitor.Snapshot();
        Dictionary<string, object> data = snapshot.Probes.ToDictionary(
            static probe => probe.Name, static probe => (object)Describe(probe), StringComparer.Ordinal);
        HealthStatus status = snapshot.State switch
        {
            HealthState.Healthy => HealthStatus.Healthy,
            HealthState.Degraded => HealthStatus.Degraded,
            HealthState.Unhealthy => context.Registration.FailureStatus,
            _ => unknown,
        };
        string troubles = string.Join(
            ", ", snapshot.Probes.Where(static probe => probe.State >= HealthState.Degraded).Select(static probe => probe.Name));
        string? description = troubles.Length == 0 ? null : $"Not well: {troubles}.";
        return Task.FromResult(new HealthCheckResult(status, description, exception: null, data));
    }

    private static string Describe(HealthProbeSnapshot probe) => string.Join(
        ", ", new[] { probe.State.ToString(), probe.Code, probe.Message }.Where(static word => word is not null));
}
