using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Resilience.Pipelines;
using Resilience.Telemetry;

namespace Resilience;

/// <summary>What the builders of typed and untyped pipelines have in common. Strategies are added by extension methods.</summary>
public abstract class ResiliencePipelineBuilderBase
{
    private readonly List<PipelinePart> _parts = [];

    private protected ResiliencePipelineBuilderBase()
    {
    }

    /// <summary>The name of the pipeline in messages, events and metrics. The default is "unnamed".</summary>
    public string Name { get; set; } = "unnamed";

    /// <summary>The clock. The default is the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Judges exceptions, once for all strategies. The default is <see cref="FailureClassifier.Default"/>.</summary>
    public IFailureClassifier Classifier { get; set; } = FailureClassifier.Default;

    /// <summary>Where events are logged, under the category <see cref="TelemetryNames.LogCategory"/>. By default they are not.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Makes the meter. By default the pipelines of a process share one.</summary>
    public IMeterFactory? MeterFactory { get; set; }

    /// <summary>Those who receive the pipeline's events, in the order in which they are told.</summary>
    public IList<IResilienceListener> Listeners { get; } = [];

    /// <summary>Whether <c>Build</c> refuses a pipeline with hazards. The default is false: they are listed and logged.</summary>
    public bool HazardsAreErrors { get; set; }

    /// <summary>
    /// Whether the cancellation source of an attempt that completed synchronously serves again. The default is true. Turn it off if
    /// callbacks complete synchronously and leave work behind that still holds their token: it could see a later attempt's timeout.
    /// </summary>
    public bool ReuseCancellationSources { get; set; } = true;

    /// <summary>
    /// Whether the pipeline only says what it would do: strategies decide and count, and let every call through to its callback, once and
    /// with the caller's token. The default is false. <c>ShadowReport</c> of the pipeline tells the counts.
    /// </summary>
    public bool ShadowMode { get; set; }

    internal IReadOnlyList<PipelinePart> Parts => _parts;

    internal void Add(PipelinePart part) => _parts.Add(part);
}
