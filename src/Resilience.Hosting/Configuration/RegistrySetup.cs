using Microsoft.Extensions.Options;
using Resilience.DependencyInjection;

namespace Resilience.Hosting.Configuration;

/// <summary>Has the registry ask the configuration for definitions, after it has been read.</summary>
internal sealed class RegistrySetup(LiveConfiguration configuration, IOptions<ResilienceOptions> parts)
    : IPostConfigureOptions<ResilienceRegistryOptions>
{
    public void PostConfigure(string? name, ResilienceRegistryOptions options)
    {
        _ = parts.Value;
        configuration.UseRegistryOptions(options);
    }
}
