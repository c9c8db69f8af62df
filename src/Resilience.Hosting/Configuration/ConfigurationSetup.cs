using Microsoft.Extensions.Options;
using Resilience.DependencyInjection;

namespace Resilience.Hosting.Configuration;

/// <summary>Puts the configuration between what is registered and what is made of it.</summary>
internal sealed class ConfigurationSetup(LiveConfiguration configuration)
    : IPostConfigureOptions<ResilienceOptions>,
        IPostConfigureOptions<HealthSetup>,
        IPostConfigureOptions<OperationModeSetup>,
        IValidateOptions<ResilienceOptions>
{
    public void PostConfigure(string? name, ResilienceOptions options) => configuration.Start(options);

    public void PostConfigure(string? name, HealthSetup options) => configuration.Condition?.Health?.Apply(options);

    public void PostConfigure(string? name, OperationModeSetup options) => configuration.Condition?.OperationMode?.Apply(options);

    public ValidateOptionsResult Validate(string? name, ResilienceOptions options) =>
        configuration.StartErrors is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
}
