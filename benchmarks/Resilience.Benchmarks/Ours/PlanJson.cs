using System.Text.Json.Serialization;

namespace Resilience.Benchmarks.Ours;

[JsonSerializable(typeof(PlanContext))]
internal sealed partial class PlanJson : JsonSerializerContext;
