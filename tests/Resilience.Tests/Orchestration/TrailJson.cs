using System.Text.Json.Serialization;

namespace Resilience.Tests.Orchestration;

[JsonSerializable(typeof(Trail))]
internal sealed partial class TrailJson : JsonSerializerContext;
