using Resilience.Telemetry;
using Resilience.Timing;

namespace Resilience.Pipelines;

/// <summary>What all parts of one pipeline share.</summary>
internal sealed record PipelineSettings(
    PipelineTelemetry Telemetry,
    Timeline Timeline,
    TimeProvider TimeProvider,
    IFailureClassifier Classifier,
    bool ReusesSources,
    ShadowLedger Shadow);
