using Microsoft.Extensions.DependencyInjection;

namespace Resilience.DependencyInjection;

/// <summary>Nothing but the services: what is registered is with them, so that any number of builders are as one.</summary>
internal sealed class ResilienceBuilder(IServiceCollection services) : IResilienceBuilder
{
    public IServiceCollection Services => services;
}
