using Microsoft.Extensions.Options;

namespace Resilience.DependencyInjection;

/// <summary>Has a registry find the definitions that are registered, before those that its own options find.</summary>
internal sealed class RegistryDefinitions(IServiceProvider provider, IOptions<ResilienceOptions> parts)
    : IPostConfigureOptions<ResilienceRegistryOptions>
{
    public void PostConfigure(string? name, ResilienceRegistryOptions options)
    {
        NamedParts<OperationDefinition> operations = parts.Value.Operations;
        Func<string, OperationDefinition?>? others = options.DefinitionOf;
        options.DefinitionOf = asked => operations.Contains(asked) ? operations.Create(asked, provider) : others?.Invoke(asked);
    }
}
