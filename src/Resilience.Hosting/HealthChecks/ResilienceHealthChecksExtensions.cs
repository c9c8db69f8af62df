using Microsoft.Extensions.Diagnostics.HealthChecks;
using Resilience;
using Resilience.DependencyInjection;
using Resilience.Hosting.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Brings the health monitor and the health checks of the framework together, either way.</summary>
public static class ResilienceHealthChecksExtensions
{
    private static readonly string[] _livenessTags = ["live", "liveness", "alive"];

    /// <summary>
    /// Publishes what the container's <see cref="HealthMonitor"/> knows as one health check: its state, and in its data the state of each
    /// probe. It asks nothing, so it costs nothing. Needs <c>AddResilience().AddHealthMonitor()</c>.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">What unhealthy becomes. Default: <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="unknownStatus">What a state becomes that nobody knows yet. Default: <see cref="HealthStatus.Degraded"/>.</param>
    /// <param name="tags">The tags of the check, by which endpoints choose.</param>
    /// <remarks>
    /// This is for readiness and for people, never for liveness: an open circuit tells of somebody else's trouble, and restarting this
    /// process because of it only adds to it.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or a tag says liveness.</exception>
    public static IHealthChecksBuilder AddResilience(
        this IHealthChecksBuilder builder,
        string name = "resilience",
        HealthStatus failureStatus = HealthStatus.Unhealthy,
        HealthStatus unknownStatus = HealthStatus.Degraded,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        string[] given = [.. tags ?? []];
        if (given.FirstOrDefault(static tag => _livenessTags.Contains(tag, StringComparer.OrdinalIgnoreCase)) is { } live)
        {
            throw new ArgumentException(
                $"Health check '{name}' has the tag '{live}', but must not decide whether the process is restarted: an open circuit is "
                + "somebody else's trouble. Use a tag such as 'ready'.",
                nameof(tags));
        }

        return builder.Add(OurChecks.Mark(new(
            name,
            provider => new MonitorHealthCheck(
                provider.GetService<HealthMonitor>() ?? throw new InvalidOperationException(
                    $"Health check '{name}' has no health monitor: call services.AddResilience().AddHealthMonitor()."),
                unknownStatus),
            failureStatus,
            given)));
    }

    /// <summary>
    /// Has the monitor ask every health check that is registered with the framework, at the check's own period if it has one. One whose
    /// failure status is unhealthy is critical. Services of a check come from a scope of their own each time.
    /// </summary>
    /// <param name="builder">The monitor's probes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static HealthBuilder AddRegisteredHealthChecks(this HealthBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddHealthChecks();
        return builder.AddProbes(RegisteredChecks.CreateProbes);
    }
}
