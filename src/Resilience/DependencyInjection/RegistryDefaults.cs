using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Resilience.Telemetry;

namespace Resilience.DependencyInjection;

/// <summary>What a registry takes from the container, if it is there.</summary>
internal sealed class RegistryDefaults(IServiceProvider provider) : IConfigureOptions<ResilienceRegistryOptions>
{
    public void Configure(ResilienceRegistryOptions options)
    {
        options.TimeProvider = provider.GetService<TimeProvider>() ?? options.TimeProvider;
        options.Classifier = provider.GetService<IFailureClassifier>() ?? options.Classifier;
        options.LoggerFactory = provider.GetService<ILoggerFactory>() ?? options.LoggerFactory;
        options.MeterFactory = provider.GetService<IMeterFactory>() ?? options.MeterFactory;
        foreach (IResilienceListener listener in provider.GetServices<IResilienceListener>())
            options.Listeners.Add(listener);
    }
}
