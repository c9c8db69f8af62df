using System.Text.Json;
using Resilience.Metrics.Traces;

namespace Resilience;

/// <summary>
/// What happened in one run, for whoever looks at it afterwards: the document that a <see cref="RunTraceWriter"/> writes. The names of its
/// properties in JSON are those here in <c>snake_case</c>; the schema is <c>docs/schemas/trace.v1.json</c>. Texts in it are redacted.
/// </summary>
public sealed record RunTrace
{
    /// <summary>The version of documents that this library writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The largest document that is read: 16 MB.</summary>
    public const int LargestDocument = 16 * 1024 * 1024;

    /// <summary>The version of the document. A later one of the same number only adds properties.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>The name of the pipeline.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>How the run ended: completed, failed, aborted, cancelled, interrupted.</summary>
    public required string Status { get; init; }

    /// <summary>Whether it completed.</summary>
    public required bool Success { get; init; }

    /// <summary>Whether it went on after an interruption or failure. Then this trace tells of what the last owner saw.</summary>
    public required bool Resumed { get; init; }

    /// <summary>The number of the run's owner; 0 without checkpoints.</summary>
    public required long FencingToken { get; init; }

    /// <summary>The hash of the pipeline's definition.</summary>
    public required string DefinitionHash { get; init; }

    /// <summary>The run from which it was forked; null if it was not.</summary>
    public string? ForkedFrom { get; init; }

    /// <summary>The W3C <c>traceparent</c> in which it began; null if there was none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>When this owner began, by the wall clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the trace was made, by the wall clock.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>How long this owner worked on it, in milliseconds.</summary>
    public required double DurationMs { get; init; }

    /// <summary>What ended it; null if it completed or was cancelled.</summary>
    public TraceFailure? Failure { get; init; }

    /// <summary>All stages in their order, those that did not run included.</summary>
    public required IReadOnlyList<TraceStage> Stages { get; init; }

    /// <summary>The alerts, oldest first, repeated ones included.</summary>
    public required IReadOnlyList<TraceAlert> Alerts { get; init; }

    /// <summary>Mitigations by severity and category.</summary>
    public required TraceMitigationStats MitigationStats { get; init; }

    /// <summary>The circuits of the stages, as they were at the end.</summary>
    public required IReadOnlyList<TraceCircuit> CircuitBreakers { get; init; }

    /// <summary>The records that became durable before the end, oldest first.</summary>
    public required IReadOnlyList<TraceCheckpoint> Checkpoints { get; init; }

    /// <summary>The run in a few numbers.</summary>
    public required TraceAggregates Aggregates { get; init; }

    /// <summary>How many alerts, risks, mitigations and records were left out because there were too many.</summary>
    public required long Omitted { get; init; }

    /// <summary>Reads a document.</summary>
    /// <param name="json">UTF-8, at most <see cref="LargestDocument"/> bytes.</param>
    /// <returns>The trace.</returns>
    /// <exception cref="JsonException">It is too large, no JSON, no trace, or of a later version.</exception>
    public static RunTrace Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > LargestDocument)
            throw new JsonException("The document is too large for a trace.");
        RunTrace trace = JsonSerializer.Deserialize(json, TraceJson.Default.RunTrace) ?? throw new JsonException("The document is null.");
        return trace.SchemaVersion is CurrentVersion
            ? trace
            : throw new JsonException($"The trace has version {trace.SchemaVersion}, this library reads {CurrentVersion}.");
    }

    /// <summary>The document.</summary>
    /// <returns>UTF-8, indented.</returns>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, TraceJson.Default.RunTrace);

    /// <summary>Writes a summary for people: stages, alerts, mitigations.</summary>
    /// <param name="writer">Where to.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public void PrintSummary(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        TraceSummary.Write(writer, this);
    }

    /// <summary>
    /// Writes a report as one HTML file that needs no network and holds no script: timeline of the stages, alerts, risks, mitigations,
    /// circuits, chain of records.
    /// </summary>
    /// <param name="writer">Where to.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public void WriteHtml(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        TraceReport.Write(writer, this);
    }
}
