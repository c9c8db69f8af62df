using Microsoft.Extensions.Logging;
using Resilience.Risks;
using Resilience.Telemetry;

namespace Resilience.Metrics.Traces;

/// <summary>The options of a <see cref="RunTraceWriter"/>.</summary>
public sealed class RunTraceWriterOptions
{
    /// <summary>
    /// Finds a risk by its id, for categories and severities of mitigations: <c>registry.Find</c>. It returns null for a risk that it does
    /// not know, and must be quick and thread-safe. Null, the default: what is known is what assessments have found.
    /// </summary>
    public Func<string, RiskDefinitionBase?>? DescribeRisk { get; set; }

    /// <summary>What is taken out of texts. Default: <see cref="RedactionPolicy.Default"/>.</summary>
    public RedactionPolicy Redaction { get; set; } = RedactionPolicy.Default;

    /// <summary>
    /// Whether messages of exceptions are kept, redacted. They may hold payloads that no pattern knows, so the default is false: type and
    /// code are.
    /// </summary>
    public bool IncludeExceptionMessages { get; set; }

    /// <summary>Whether a report in HTML is written beside each trace. Default: false.</summary>
    public bool WriteHtml { get; set; }

    /// <summary>
    /// Is told of each trace that was written, on the run's thread: to print a summary, say. What it throws is logged. Null, the default,
    /// for nobody.
    /// </summary>
    public Action<WrittenTrace>? OnWritten { get; set; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where is written that a trace was not (id 1160); null, the default, for nowhere.</summary>
    public ILogger? Logger { get; set; }
}
