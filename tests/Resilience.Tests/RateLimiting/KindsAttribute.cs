using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Resilience.RateLimiting;

/// <summary>Runs a theory once for each kind of limit.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KindsAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<LimitKind>().Select(static kind => new TheoryDataRow(kind))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
