using Microsoft.Extensions.Options;
using Resilience.DependencyInjection;

namespace Resilience.Hosting.Configuration;

/// <summary>Puts the configuration between what is registered and the registry.</summary>
internal sealed class ConfigurationSetup(LiveConfiguration configuration)
    : IPostConfigureOptions<ResilienceOptions>, IValidateOptions<ResilienceOptions>
{
    public void PostConfigure(string? name, ResilienceOptions options) => configuration.Start(options);

    public ValidateOptionsResult Validate(string? name, ResilienceOptions options) =>
        configuration.StartErrors is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
}
