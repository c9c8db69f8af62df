using Microsoft.Extensions.Configuration;

namespace Resilience.Hosting.Configuration;

/// <summary>What is bound, in the order in which it was: later sections are laid over earlier ones.</summary>
internal sealed class ConfigurationBindings
{
    public List<Func<IServiceProvider, IConfiguration>> Sections { get; } = [];

    public ResilienceConfigurationOptions Options { get; } = new();
}
