using System.Runtime.CompilerServices;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Resilience.Hosting.HealthChecks;

/// <summary>Which registrations are those of a monitor.</summary>
internal static class OurChecks
{
    private static readonly ConditionalWeakTable<HealthCheckRegistration, object> _ours = [];

    public static HealthCheckRegistration Mark(HealthCheckRegistration registration)
    {
        _ours.Add(registration, registration);
        return registration;
    }

    public static bool IsOurs(HealthCheckRegistration registration) => _ours.TryGetValue(registration, out _);
}
