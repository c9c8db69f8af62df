using System.Text.Json.Serialization;

namespace Resilience.AotSmoke;

[JsonSerializable(typeof(SmokeContext))]
internal sealed partial class SmokeJson : JsonSerializerContext;
