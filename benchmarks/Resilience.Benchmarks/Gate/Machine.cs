using System.Reflection;
using System.Runtime.InteropServices;

namespace Resilience.Benchmarks.Gate;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static string Describe()
    {
        Assembly peer = typeof(PeerPipeline).Assembly;
        string? version = peer.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        return $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, "
            + $"{Environment.ProcessorCount} cores, {peer.GetName().Name} {version}";
    }
}
