using Microsoft.Extensions.Configuration;

namespace Resilience.Hosting.Configuration;

/// <summary>What is bound, in the order in which it was: later sections are laid over earlier ones.</summary>
internal sealed class ConfigurationBindings
{
    public List<Func<IServiceProvider, IConfiguration>> Sections { get; } = [];

    /// <summary>Blocks of other libraries, by the names of the presets that they become; they lie under all sections.</summary>
    public List<(string Name, Func<IServiceProvider, IConfiguration> Section)> Blocks { get; } = [];

    /// <summary>Everything that is watched.</summary>
    public IEnumerable<Func<IServiceProvider, IConfiguration>> All => Sections.Concat(Blocks.Select(static block => block.Section));

    public ResilienceConfigurationOptions Options { get; } = new();
}
