using Microsoft.Extensions.Logging;
using Resilience.Telemetry;

namespace Resilience.Registry;

/// <summary>What a registry gives to all pipelines that it builds.</summary>
internal sealed class RegistrySettings(ResilienceRegistryOptions options)
{
    private readonly IResilienceListener[] _listeners = [.. options.Listeners];

    public TimeProvider TimeProvider { get; } = options.TimeProvider ?? TimeProvider.System;

    public OperationDefinition DefaultDefinition { get; } = options.DefaultDefinition ?? ResiliencePreset.Balanced;

    public Func<string, OperationDefinition?>? DefinitionOf { get; } = options.DefinitionOf;

    public ILogger? Logger { get; } = options.LoggerFactory?.CreateLogger(TelemetryNames.LogCategory);

    public TBuilder Prepare<TBuilder>(TBuilder builder, string name)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        builder.Name = name;
        builder.TimeProvider = TimeProvider;
        builder.Classifier = options.Classifier ?? FailureClassifier.Default;
        builder.LoggerFactory = options.LoggerFactory;
        builder.MeterFactory = options.MeterFactory;
        foreach (IResilienceListener listener in _listeners)
            builder.Listeners.Add(listener);
        return builder;
    }

    public OperationDefinition DefinitionFor(string name) => DefinitionOf?.Invoke(name) ?? DefaultDefinition;
}
