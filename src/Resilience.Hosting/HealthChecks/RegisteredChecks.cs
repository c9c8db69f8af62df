using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Resilience.Hosting.HealthChecks;

/// <summary>The health checks of a container as probes.</summary>
internal static class RegisteredChecks
{
    public static IEnumerable<HealthProbe> CreateProbes(IServiceProvider provider)
    {
        HealthCheckServiceOptions options = provider.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value;
        IServiceScopeFactory scopes = provider.GetRequiredService<IServiceScopeFactory>();
        // What this monitor publishes itself would ask the monitor about the monitor.
        return options.Registrations.Where(static registration => !OurChecks.IsOurs(registration))
            .Select(registration => CreateProbe(registration, scopes));
    }

    private static HealthProbe CreateProbe(HealthCheckRegistration registration, IServiceScopeFactory scopes) =>
        new(registration.Name, cancellationToken => AskAsync(registration, scopes, cancellationToken))
        {
            Critical = registration.FailureStatus == HealthStatus.Unhealthy,
            Timeout = registration.Timeout > TimeSpan.Zero ? registration.Timeout : TimeSpan.FromSeconds(10),
            Interval = registration.Period,
            Description = "health check",
            Tags = [.. registration.Tags],
        };

    private static async ValueTask<HealthVerdict> AskAsync(
        HealthCheckRegistration registration, IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            IHealthCheck check = registration.Factory(scope.ServiceProvider);
            HealthCheckResult result =
                await check.CheckHealthAsync(new() { Registration = registration }, cancellationToken).ConfigureAwait(false);
            HealthVerdict verdict = result.Status switch
            {
                HealthStatus.Healthy => HealthVerdict.HealthyBut(result.Description),
                HealthStatus.Degraded => HealthVerdict.Degraded(result.Description),
                _ => HealthVerdict.Unhealthy(result.Description),
            };
            string? code = result.Exception is { } error ? FailureClassifier.Default.Classify(error).Code : null;
            return verdict with { Data = result.Data, Code = code };
        }
    }
}
