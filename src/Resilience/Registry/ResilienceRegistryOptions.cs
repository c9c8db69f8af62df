using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Resilience.Telemetry;

namespace Resilience;

/// <summary>What a registry gives to all that it makes. Read when the registry is made.</summary>
public sealed class ResilienceRegistryOptions
{
    /// <summary>The clock of pipelines and families. The default is the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Judges exceptions. The default is <see cref="FailureClassifier.Default"/>.</summary>
    public IFailureClassifier Classifier { get; set; } = FailureClassifier.Default;

    /// <summary>Where pipelines log. By default they do not.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Makes the meters of pipelines. By default they share that of the process.</summary>
    public IMeterFactory? MeterFactory { get; set; }

    /// <summary>Those who receive the events of all pipelines, in the order in which they are told.</summary>
    public IList<IResilienceListener> Listeners { get; } = [];

    /// <summary>The definition of operations that nobody has defined. The default is <see cref="ResiliencePreset.Balanced"/>.</summary>
    public OperationDefinition DefaultDefinition { get; set; } = ResiliencePreset.Balanced;

    /// <summary>
    /// Finds the definition of an operation that is asked for by its name alone; null leaves it to <see cref="DefaultDefinition"/>. Called
    /// once for each operation, under no lock. By default all have the default definition.
    /// </summary>
    public Func<string, OperationDefinition?>? DefinitionOf { get; set; }
}
