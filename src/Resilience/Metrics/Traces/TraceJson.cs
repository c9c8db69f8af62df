using System.Text.Json.Serialization;

namespace Resilience.Metrics.Traces;

/// <summary>How traces become JSON: without reflection, and with every property, so that readers find each of them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    MaxDepth = 32,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(RunTrace))]
internal sealed partial class TraceJson : JsonSerializerContext;
